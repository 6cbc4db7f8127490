import type { Environment } from '../environment';
import { ATTEMPT_SECONDS } from './begin-sign-in';
import { CALLBACK_PATH } from './redirect-address';

const NAME = 'carrel_attempt';

/** What the browser holds while somebody is away at a provider; sent to the place where they come back, and no other. */
export function attemptCookie({ ORIGIN }: Pick<Environment, 'ORIGIN'>, secret: string): string {
  const seconds = secret === '' ? 0 : ATTEMPT_SECONDS;
  const secure = ORIGIN?.startsWith('https:') ? '; Secure' : '';
  return `${NAME}=${secret}; Path=${CALLBACK_PATH}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

export function attemptSecret(cookies: string | undefined): string | undefined {
  const found = (cookies ?? '').split(';').find((part) => part.trim().startsWith(`${NAME}=`));
  return found?.trim().slice(NAME.length + 1) || undefined;
}
