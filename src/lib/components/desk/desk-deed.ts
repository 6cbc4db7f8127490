/** What is done about the patron in view besides lending: each in a dialog that loads when it is asked for. */
export type DeskDeed =
  | { kind: 'block' }
  | { kind: 'lift'; blockId: string }
  | { kind: 'pay' }
  /** What became of a loan; without its id the first one is offered. */
  | { kind: 'loan'; loanId?: string };
