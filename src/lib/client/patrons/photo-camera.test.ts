import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PhotoCamera } from './photo-camera.svelte';

const stop = vi.fn();
let ended: () => void;
const track = { stop, addEventListener: (_: string, listener: () => void) => (ended = listener) };
const stream = { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
const video = { play: async () => undefined } as HTMLVideoElement;

/** A browser whose camera answers like this. */
function browser(getUserMedia: () => Promise<MediaStream>, isSecureContext = true): void {
  vi.stubGlobal('window', { isSecureContext });
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
}
const refusal = (name: string) => Promise.reject(Object.assign(new Error(), { name }));

beforeEach(() => stop.mockClear());

describe('the camera for a portrait', () => {
  it('is released when it is closed, also while the browser was still asking', async () => {
    browser(async () => stream);
    const camera = new PhotoCamera();
    await camera.start(video);
    expect([camera.phase, video.srcObject]).toEqual(['looking', stream]);
    camera.stop();
    expect(stop).toHaveBeenCalledTimes(1);
    const starting = camera.start(video);
    camera.stop();
    await starting;
    expect(stop).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['denied', () => refusal('NotAllowedError'), true],
    ['no_camera', () => refusal('NotFoundError'), true],
    ['busy', () => refusal('NotReadableError'), true],
    ['failed', () => refusal('Whatever'), true],
    ['insecure', async () => stream, false],
  ] as const)('says %s, and starts again', async (problem, answer, isSecure) => {
    browser(answer, isSecure);
    const camera = new PhotoCamera();
    await camera.start(video);
    expect([camera.phase, camera.problem]).toEqual(['problem', problem]);
    browser(async () => stream);
    await camera.start(video);
    expect([camera.phase, camera.problem]).toEqual(['looking', null]);
  });

  it('says so when it is unplugged', async () => {
    browser(async () => stream);
    const camera = new PhotoCamera();
    await camera.start(video);
    ended();
    expect(camera.problem).toBe('lost');
  });
});
