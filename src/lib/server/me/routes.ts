import { Hono } from 'hono';
import { OwnClass, OwnClasses } from '$lib/contracts/class-run';
import { CheckedOut, Renewal } from '$lib/contracts/circulation';
import { FineList } from '$lib/contracts/fines';
import { Hold, HoldList, OwnHold } from '$lib/contracts/holds';
import { Me, OwnLoans } from '$lib/contracts/me';
import { OwnPassword, OwnPasswordChange, OwnUsername, OwnUsernameChange } from '$lib/contracts/own-password';
import { PinChange, PinState } from '$lib/contracts/pins';
import { NewPreference, Preference } from '$lib/contracts/preferences';
import { LoanHistory, LoanHistoryChange } from '$lib/contracts/privacy';
import { renewOwn } from '../circulation/renew';
import { getOwnClass, listOwnClasses } from '../classrun/own-classes';
import type { ApiEnv } from '../http/context';
import { describe, input, run, runUnkept } from '../http/route';
import { changeOwnPassword, getOwnPassword } from '../patrons/change-own-password';
import { changeOwnUsername, getOwnUsername } from '../patrons/change-own-username';
import { changeOwnPin, getOwnPin } from '../patrons/change-pin';
import { chooseLoanHistory, getOwnLoanHistory } from '../privacy/loan-history';
import { cancelOwnHold } from '../requests/change-hold';
import { placeOwnHold } from '../requests/place-hold';
import { getMe, listOwnFines, listOwnHolds, listOwnLoans } from './get-me';
import { getPreference, putPreference } from './preferences';

/** The same use cases as at the desk, for oneself. */
export const meRoutes = new Hono<ApiEnv>()
  .get('/', describe(getMe, Me), async (c) => c.json(await run(c, getMe, {})))
  .get('/loans', describe(listOwnLoans, OwnLoans), async (c) => c.json(await run(c, listOwnLoans, {})))
  .get('/holds', describe(listOwnHolds, HoldList), async (c) => c.json(await run(c, listOwnHolds, {})))
  .get('/fines', describe(listOwnFines, FineList), async (c) => c.json(await run(c, listOwnFines, {})))
  .get('/classes', describe(listOwnClasses, OwnClasses), async (c) =>
    c.json(await run(c, listOwnClasses, {})),
  )
  .get('/classes/:id', describe(getOwnClass, OwnClass), async (c) =>
    c.json(await run(c, getOwnClass, { id: c.req.param('id') })),
  )
  .get('/preferences/:key', describe(getPreference, Preference), async (c) =>
    c.json(await run(c, getPreference, { key: c.req.param('key') })),
  )
  .put('/preferences/:key', describe(putPreference, Preference), input('json', NewPreference), async (c) =>
    c.json(await run(c, putPreference, { key: c.req.param('key'), ...c.req.valid('json') })),
  )
  .get('/loan-history', describe(getOwnLoanHistory, LoanHistory), async (c) =>
    c.json(await run(c, getOwnLoanHistory, {})),
  )
  .patch(
    '/loan-history',
    describe(chooseLoanHistory, LoanHistory),
    input('json', LoanHistoryChange),
    async (c) => c.json(await run(c, chooseLoanHistory, c.req.valid('json'))),
  )
  .get('/password', describe(getOwnPassword, OwnPassword), async (c) =>
    c.json(await run(c, getOwnPassword, {})),
  )
  .put(
    '/password',
    describe(changeOwnPassword, OwnPassword),
    input('json', OwnPasswordChange, changeOwnPassword),
    async (c) => c.json(await runUnkept(c, changeOwnPassword, c.req.valid('json'))),
  )
  .get('/username', describe(getOwnUsername, OwnUsername), async (c) =>
    c.json(await run(c, getOwnUsername, {})),
  )
  .put(
    '/username',
    describe(changeOwnUsername, OwnUsername),
    input('json', OwnUsernameChange, changeOwnUsername),
    async (c) => c.json(await runUnkept(c, changeOwnUsername, c.req.valid('json'))),
  )
  .get('/pin', describe(getOwnPin, PinState), async (c) => c.json(await run(c, getOwnPin, {})))
  .put('/pin', describe(changeOwnPin, PinState), input('json', PinChange), async (c) =>
    c.json(await runUnkept(c, changeOwnPin, c.req.valid('json'))),
  )
  .post('/renewals', describe(renewOwn, CheckedOut), input('json', Renewal), async (c) =>
    c.json(await run(c, renewOwn, c.req.valid('json'))),
  )
  .post('/holds', describe(placeOwnHold, Hold, 201), input('json', OwnHold), async (c) =>
    c.json(await run(c, placeOwnHold, c.req.valid('json')), 201),
  )
  .delete('/holds/:id', describe(cancelOwnHold, undefined, 204), async (c) => {
    await run(c, cancelOwnHold, { id: c.req.param('id') });
    return c.body(null, 204);
  });
