/** Life dates and roles that a catalogue adds to a name. */
const ADDED =
  /,?\s*(?:\(?(?:b\.|d\.|ca\.|active)?\s*\d{3,4}\??\s*-\s*(?:\d{3,4}\??)?\)?\.?|(?:author|illustrator|editor|translator)\.?)$/iu;

/** Letters that are written before the family name or after the given one without a comma of their own. */
const GIVEN = /^[\p{L}\p{M}.'’\-\s]+$/u;

/** One name as a catalogue files it, as people say it; anything that is no simple "Family, Given" stays as it is. */
function oneName(heading: string): string {
  const bare = heading.trim().replace(ADDED, '').replace(/,$/, '');
  const parts = bare.split(/,\s*/u);
  const [family, given] = parts;
  if (parts.length !== 2 || !family || !given || !GIVEN.test(given)) return bare;
  return `${given} ${family}`;
}

/** "Carson, Rachel, 1907-1964" reads "Rachel Carson"; names joined by " & " each for itself. */
export const spokenName = (heading: string): string => heading.split(' & ').map(oneName).join(' & ');
