import { Hono } from 'hono';
import { AuditPage, AuditQuery } from '$lib/contracts/operations';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { listAudit } from './list-audit';

export const auditRoutes = new Hono<ApiEnv>().get(
  '/',
  describe(listAudit, AuditPage),
  input('query', AuditQuery),
  async (c) => c.json(await run(c, listAudit, c.req.valid('query'))),
);
