import { PICTURE_LIMITS } from '$lib/domain/shared/picture';
import { answered } from '../api';
import { Submission } from '../submission.svelte';

/** Putting and removing the one picture that is kept under an address. */
export class PictureUpload {
  readonly submission: Submission;
  /** The chosen file is too large to be sent at all. */
  tooLarge = $state(false);

  constructor(
    private readonly address: () => string,
    private readonly field: string,
    offlineWords: () => string,
    private readonly fetcher: typeof fetch = fetch,
  ) {
    this.submission = new Submission(offlineWords);
  }

  /** @returns whether it is stored. */
  async put(file: File): Promise<boolean> {
    this.submission.clear();
    this.tooLarge = file.size > PICTURE_LIMITS.bytes;
    if (this.tooLarge) return false;
    const body = new FormData();
    body.set(this.field, file);
    const sent = await this.submission.send((headers) =>
      answered<object>(this.fetcher(this.address(), { method: 'PUT', body, headers })),
    );
    return sent !== undefined;
  }

  /** @returns whether it is gone. */
  async remove(): Promise<boolean> {
    this.tooLarge = false;
    const gone = await this.submission.send(async () => {
      await answered<void>(this.fetcher(this.address(), { method: 'DELETE' }));
      return true;
    });
    return gone === true;
  }
}
