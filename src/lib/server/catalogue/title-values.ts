import type { NewTitle, TitleChange } from '$lib/contracts/catalogue-edit';
import { isbn13 } from '$lib/domain/marc/isbn';
import { invalidField } from '../app-error';
import type { TitleValues } from './title-statements';

/** The given numbers as ISBN-13, each once. @throws AppError invalid, naming the one that is wrong. */
function isbnsOf(input: Pick<TitleChange, 'isbn' | 'isbns'>): string[] | undefined {
  if (input.isbn === undefined && input.isbns === undefined) return undefined;
  const first = input.isbn ? [{ path: 'isbn', written: input.isbn }] : [];
  const others = (input.isbns ?? []).map((written, i) => ({ path: `isbns.${i}`, written }));
  const numbers = [...first, ...others]
    .filter(({ written }) => written !== '')
    .map(({ path, written }) => {
      const number = isbn13(written);
      if (number === undefined) throw invalidField(path, 'isbn', written);
      return number;
    });
  return [...new Set(numbers)];
}

type Blankable<T> = { [K in keyof T]: T[K] extends string ? string | null : T[K] };
const blankAsNull = <T extends object>(input: T): Blankable<T> =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, value === '' ? null : value]),
  ) as Blankable<T>;

const LISTS = ['contributors', 'subjects'] as const;

/** What a form says of a title, as stored: empty texts are null, lists without blanks and repeats, numbers checked. */
export function titleValues(input: NewTitle | Omit<TitleChange, 'rev'>): Partial<TitleValues> {
  const { kind, isbn: _isbn, isbns: _isbns, ...plain } = input;
  const lists = Object.fromEntries(
    LISTS.filter((key) => input[key] !== undefined).map((key) => [
      key,
      [...new Set(input[key])].filter((text) => text !== ''),
    ]),
  );
  const numbers = isbnsOf(input);
  return {
    ...(blankAsNull(plain) as Partial<TitleValues>),
    ...lists,
    ...(kind === undefined ? {} : { form: kind }),
    ...(numbers === undefined ? {} : { isbns: numbers, isbn: numbers[0] ?? null }),
  };
}
