import { Hono } from 'hono';
import { PinChange, PinState } from '$lib/contracts/pins';
import type { ApiEnv } from '../http/context';
import { describe, input, run, runUnkept } from '../http/route';
import { changePatronPin, getPatronPin } from './change-pin';

/** The PIN that goes with a card at a search station, below `/patrons/:id`. */
export const patronPinRoutes = new Hono<ApiEnv>()
  .get('/:id/pin', describe(getPatronPin, PinState), async (c) =>
    c.json(await run(c, getPatronPin, { id: c.req.param('id') })),
  )
  .put('/:id/pin', describe(changePatronPin, PinState), input('json', PinChange), async (c) =>
    c.json(await runUnkept(c, changePatronPin, { id: c.req.param('id'), ...c.req.valid('json') })),
  );
