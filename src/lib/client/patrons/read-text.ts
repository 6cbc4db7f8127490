import { encodingOf } from './table-encoding';

export interface FileText {
  readonly text: string;
  readonly encoding: string;
}

/**
 * The text of a small file. Nothing is sent anywhere.
 * @param as its encoding, where it was recognised wrongly
 */
export async function readText(file: Blob, as?: string): Promise<FileText> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const encoding = as ?? (await encodingOf(bytes));
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}
