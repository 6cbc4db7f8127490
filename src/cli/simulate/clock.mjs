// Loaded into the simulated server before anything else: its calendar time is what the simulation has written into a
// file of eight bytes, and stands still in between. Timers and performance.now() stay real.
import { openSync, readSync } from 'node:fs';

const path = process.env['CARREL_SIMULATED_CLOCK'];

if (path) {
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(8);
  const now = () => {
    readSync(file, bytes, 0, 8, 0);
    return Math.round(bytes.readDoubleLE(0));
  };
  const RealDate = Date;
  RealDate.now = now;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    apply: (target) => Reflect.construct(target, [now()]).toString(),
  });
}
