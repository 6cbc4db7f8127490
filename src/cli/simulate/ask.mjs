import { isDeepStrictEqual } from 'node:util';
import { Broken, count } from './world.mjs';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./world.mjs').Wish} Wish */

/** @param {World} world @param {string} kind @param {string} method @param {string} path @param {object} [body] @returns {Wish} */
export const wish = ({ random }, kind, method, path, body) => ({
  ...{ kind, method, path, body, key: random.uuid() },
});

export const accepted = (/** @type {{ status: number }} */ { status }) => status < 300;

/** Takes note of an answer. A failure of the server itself is never one. @param {World} world @param {Wish} asked @param {import('./desk-client.mjs').Answer} answer */
export function note(world, asked, answer) {
  const { today, tally } = world;
  if (answer.status >= 500)
    throw new Broken(world, 'no request fails inside', { kind: asked.kind, status: answer.status });
  tally.transactions += 1;
  count(tally.done, asked.kind);
  if (accepted(answer)) {
    today.keys.add(asked.key);
    today.requests.add(answer.requestId);
    return;
  }
  const refusals = answer.body?.refusals ?? [];
  for (const { code, severity } of refusals) if (severity !== 'note') count(tally.refused, code);
  if (refusals.length === 0) count(tally.refused, answer.body?.error?.code ?? String(answer.status));
}

/** The same request once more under its key: the same answer, and nothing else. @param {World} world @param {Wish} asked @param {unknown} first */
export async function sendAgain(world, asked, first) {
  const { method, path, body, key, kind } = asked;
  const answer = await world.desk.send(method, path, body, key);
  if (!accepted(answer) || !isDeepStrictEqual(answer.body, first))
    throw new Broken(world, 'a request sent again gets its first answer', { kind, status: answer.status });
  world.tally.again += 1;
}

/**
 * One request; now and then it is sent twice, as a browser does that lost the answer.
 * @param {World} world @param {Wish} asked
 */
export async function ask(world, asked) {
  const twice = world.random.chance(0.04);
  const { method, path, body, key } = asked;
  const answer = await world.desk.send(method, path, body, key);
  note(world, asked, answer);
  if (twice && accepted(answer)) await sendAgain(world, asked, answer.body);
  return answer;
}
