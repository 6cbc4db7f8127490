import * as v from 'valibot';
import { Id, Instant } from './shared';

const name = v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(80));

export const NewEnrolment = v.object({ genericPatronId: Id, name });
/** The code is shown once; it works once and until it expires. */
export const Enrolment = v.object({ id: Id, code: v.string(), expiresAt: Instant });
export const EnrolmentCode = v.object({
  code: v.pipe(v.string(), v.trim(), v.minLength(1, 'code:required'), v.maxLength(40)),
});

export const KioskSession = v.object({
  deviceId: Id,
  name: v.string(),
  sites: v.array(v.object({ id: Id, name: v.string() })),
  idleSeconds: v.number(),
});
export type KioskSession = v.InferOutput<typeof KioskSession>;

export const KioskDevice = v.object({
  id: Id,
  name: v.string(),
  genericPatronId: v.nullable(Id),
  genericUsername: v.nullable(v.string()),
  status: v.picklist(['waiting', 'active', 'revoked', 'expired']),
  createdAt: Instant,
  lastContactAt: v.nullable(Instant),
});
export type KioskDevice = v.InferOutput<typeof KioskDevice>;
export const KioskDeviceList = v.object({ items: v.array(KioskDevice), total: v.number() });
