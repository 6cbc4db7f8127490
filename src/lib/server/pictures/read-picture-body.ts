import { AppError, invalidField } from '../app-error';
import type { PictureField } from './open-picture';

async function partOf(request: Request, names: readonly string[]): Promise<Blob | undefined> {
  const form = await request.formData().catch(() => {
    throw new AppError('malformed');
  });
  return names.map((name) => form.get(name)).find((part) => part instanceof Blob);
}

/**
 * The bytes of a sent picture: the body itself, or the file of a multipart form, under the field's name or `file`.
 * @throws AppError invalid where there is none, malformed for a broken form
 */
export async function readPictureBody(request: Request, { field, kind }: PictureField): Promise<Uint8Array> {
  const type = request.headers.get('content-type') ?? '';
  const sent = type.startsWith('image/')
    ? request
    : type.startsWith('multipart/form-data')
      ? await partOf(request, [field, 'file'])
      : undefined;
  if (!sent) throw invalidField(field, `${kind}-missing`);
  return new Uint8Array(await sent.arrayBuffer());
}
