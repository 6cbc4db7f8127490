import { AppError, invalidField } from '../app-error';

/** Names that a form may send the picture under. */
const PARTS = ['photo', 'file'];

async function partOf(request: Request): Promise<Blob | undefined> {
  const form = await request.formData().catch(() => {
    throw new AppError('malformed');
  });
  return PARTS.map((name) => form.get(name)).find((part) => part instanceof Blob);
}

/**
 * The bytes of a sent picture: the body itself, or the file of a multipart form.
 * @throws AppError invalid where there is none, malformed for a broken form
 */
export async function readPhotoBody(request: Request): Promise<Uint8Array> {
  const type = request.headers.get('content-type') ?? '';
  const sent = type.startsWith('image/')
    ? request
    : type.startsWith('multipart/form-data')
      ? await partOf(request)
      : undefined;
  if (!sent) throw invalidField('photo', 'photo-missing');
  return new Uint8Array(await sent.arrayBuffer());
}
