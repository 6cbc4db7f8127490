import { subfieldValues, type DataField } from './records';
import { display, displayList } from './title-text';

export const SUBJECT_TAGS = ['600', '610', '611', '630', '647', '648', '650', '651', '655'] as const;

/** "French drama -- 20th century": a heading and its subdivisions as catalogues print them; '' where there is none. */
export function headingOf(field: DataField): string {
  const heading = display(subfieldValues(field, 'abcdnpqt').join(' '));
  return [heading, ...displayList(subfieldValues(field, 'vxyz'))].filter((part) => part !== '').join(' -- ');
}
