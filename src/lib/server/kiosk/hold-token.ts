import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token stands for: one title for one patron, until an instant (ms). */
export interface HoldTicket {
  readonly patronId: string;
  readonly titleId: string;
  readonly until: number;
}

/** Secrets of both sides: who has one of them alone can't make a token. */
export interface TicketSecrets {
  /** Hash of the station's credential: another station's token says nothing here. */
  readonly credentialHash: string;
  /** Hash of the patron's PIN: a new PIN ends every token. */
  readonly pinHash: string;
}

const mark = (body: string, { credentialHash, pinHash }: TicketSecrets) =>
  createHmac('sha256', pinHash).update(`${credentialHash}.${body}`).digest();

/** A token for this ticket, as text. Nothing is kept on the server: it fits every process and dies by itself. */
export function writeTicket(ticket: HoldTicket, secrets: TicketSecrets): string {
  const body = Buffer.from(JSON.stringify(ticket)).toString('base64url');
  return `${body}.${mark(body, secrets).toString('base64url')}`;
}

/** What a token claims, before its mark is checked; undefined for a text that is none. */
export function claimOf(token: string): HoldTicket | undefined {
  try {
    const claim = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as unknown;
    if (typeof claim !== 'object' || claim === null) return undefined;
    const { patronId, titleId, until } = claim as Record<string, unknown>;
    const whole = typeof patronId === 'string' && typeof titleId === 'string' && typeof until === 'number';
    return whole ? { patronId, titleId, until } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the token was made with these secrets and is still good at `now`, ms. */
export function isGenuine(token: string, secrets: TicketSecrets, now: number): boolean {
  const [body = '', given = ''] = token.split('.');
  const wanted = mark(body, secrets);
  const found = Buffer.from(given, 'base64url');
  const same = found.length === wanted.length && timingSafeEqual(found, wanted);
  return same && now <= (claimOf(token)?.until ?? 0);
}
