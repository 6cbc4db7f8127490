import * as v from 'valibot';
import { isPin, isSimplePin } from '../domain/patrons/pin';
import { Id } from './shared';

/** Four to eight digits; null takes it away. */
export const PinChange = v.object({
  pin: v.nullable(
    v.pipe(
      v.string(),
      v.trim(),
      v.check((pin) => isPin(pin), 'code:pin'),
      v.check((pin) => !isPin(pin) || !isSimplePin(pin), 'code:pin-simple'),
    ),
  ),
});
export const PinChangeById = v.object({ id: Id, ...PinChange.entries });
/** Whether there is one; never which. */
export const PinState = v.object({ set: v.boolean() });
