import { Hono } from 'hono';
import {
  CheckedIn,
  CheckedOut,
  Checkin,
  Checkout,
  LoanLetter,
  Loan,
  Lost,
  MarkedLost,
  Renewal,
  Renewals,
  Renewed,
  Scan,
  Scanned,
  Undo,
} from '$lib/contracts/circulation';
import { Simulated, Simulation } from '$lib/contracts/simulation';
import { Claim } from '$lib/contracts/copies';
import { Ok } from '$lib/contracts/shared';
import type { ApiEnv } from '../http/context';
import { describe, input, run } from '../http/route';
import { checkIn } from './check-in';
import { checkOut } from './check-out';
import { claimReturned } from './claim-returned';
import { lookUpScan } from './look-up-scan';
import { mailLoans } from './mail-loans';
import { markLost } from './mark-lost';
import { renew } from './renew';
import { simulate } from './simulate';
import { renewSeveral } from './renew-several';
import { undo } from './undo';

export const circulationRoutes = new Hono<ApiEnv>()
  // Reads only; a body keeps what was scanned or typed out of addresses and logs.
  .post('/lookups', describe(lookUpScan, Scanned), input('json', Scan), async (c) =>
    c.json(await run(c, lookUpScan, c.req.valid('json'))),
  )
  .post('/checkouts', describe(checkOut, CheckedOut, 201), input('json', Checkout), async (c) =>
    c.json(await run(c, checkOut, c.req.valid('json')), 201),
  )
  .post('/checkins', describe(checkIn, CheckedIn), input('json', Checkin), async (c) =>
    c.json(await run(c, checkIn, c.req.valid('json'))),
  )
  .post('/renewals', describe(renew, CheckedOut), input('json', Renewal), async (c) =>
    c.json(await run(c, renew, c.req.valid('json'))),
  )
  .post('/renewals/several', describe(renewSeveral, Renewed), input('json', Renewals), async (c) =>
    c.json(await run(c, renewSeveral, c.req.valid('json'))),
  )
  .post('/letters', describe(mailLoans, Ok), input('json', LoanLetter), async (c) =>
    c.json(await run(c, mailLoans, c.req.valid('json'))),
  )
  .post('/losses', describe(markLost, MarkedLost), input('json', Lost), async (c) =>
    c.json(await run(c, markLost, c.req.valid('json'))),
  )
  // Reads only, like a look-up: whom and what it is about stays out of addresses and logs.
  .post('/simulations', describe(simulate, Simulated), input('json', Simulation), async (c) =>
    c.json(await run(c, simulate, c.req.valid('json'))),
  )
  .post('/claims', describe(claimReturned, Loan), input('json', Claim), async (c) =>
    c.json(await run(c, claimReturned, c.req.valid('json'))),
  )
  .post('/undo', describe(undo, Ok), input('json', Undo), async (c) => {
    await run(c, undo, c.req.valid('json'));
    return c.json({ ok: true as const });
  });
