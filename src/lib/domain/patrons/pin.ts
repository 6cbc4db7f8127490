/** The most digits. */
export const PIN_MOST = 8;

/** What goes with a card at a search station: four to eight digits, so that a small child can learn it. */
export const isPin = (text: string): boolean => /^\d{4,8}$/.test(text);

/** What anybody tries first: one digit all along, or counting up or down. */
export function isSimplePin(pin: string): boolean {
  const steps = new Set([...pin].slice(1).map((digit, at) => Number(digit) - Number(pin[at])));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
}
