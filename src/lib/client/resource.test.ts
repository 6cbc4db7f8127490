import { describe, expect, it } from 'vitest';
import { ApiError, Unreachable } from './api';
import { Resource } from './resource.svelte';

/** Answers that the test gives by hand, in the order in which they were asked for. */
function byHand<T>() {
  const asked: { resolve: (value: T) => void; reject: (error: unknown) => void }[] = [];
  const ask = () => new Promise<T>((resolve, reject) => asked.push({ resolve, reject }));
  return { asked, ask };
}
const settled = () => new Promise((done) => setTimeout(done));

describe('Resource', () => {
  it('goes from loading to ready', async () => {
    const { asked, ask } = byHand<number>();
    const resource = new Resource(ask);
    expect(resource.status).toBe('loading');
    asked[0]?.resolve(0);
    await settled();
    expect([resource.status, resource.value]).toEqual(['ready', 0]);
  });

  it('tells no network from an answer that says no', async () => {
    const { asked, ask } = byHand<number>();
    const resource = new Resource(ask);
    asked[0]?.reject(new Unreachable());
    await settled();
    expect(resource.status).toBe('offline');
    void resource.reload();
    expect(resource.status).toBe('loading');
    asked[1]?.reject(new ApiError(403, 'not-permitted', 'Ask an administrator.'));
    await settled();
    expect([resource.status, resource.message]).toEqual(['failed', 'Ask an administrator.']);
    void resource.reload();
    const fields = [{ path: 'lostId', code: 'merge-itself', message: 'Choose another record.' }];
    asked[2]?.reject(new ApiError(422, 'invalid', 'Each field says why.', fields));
    await settled();
    expect(resource.message).toBe('Choose another record.');
  });

  it('keeps what it has while it asks again, and says when that failed', async () => {
    const { asked, ask } = byHand<string>();
    const resource = new Resource(ask);
    asked[0]?.resolve('old');
    await settled();
    void resource.reload();
    expect([resource.status, resource.value]).toEqual(['ready', 'old']);
    asked[1]?.reject(new Unreachable());
    await settled();
    expect([resource.status, resource.value]).toEqual(['offline', 'old']);
  });

  it('drops an answer that was overtaken', async () => {
    const { asked, ask } = byHand<string>();
    const resource = new Resource(ask);
    void resource.reload();
    asked[1]?.resolve('second');
    asked[0]?.resolve('first');
    await settled();
    expect(resource.value).toBe('second');
    void resource.reload();
    void resource.reload();
    asked[3]?.resolve('fourth');
    asked[2]?.reject(new Unreachable());
    await settled();
    expect([resource.status, resource.value]).toEqual(['ready', 'fourth']);
  });
});
