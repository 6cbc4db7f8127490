import type { SubjectCounts } from '$lib/contracts/catalogue';
import { m } from '$lib/paraglide/messages.js';
import { pictureSubjects, type PictureSubject } from './subject-drawings';

export const SUBJECT_NAMES: Readonly<Record<PictureSubject, () => string>> = {
  animals: m.kiosk_subject_animals,
  space: m.kiosk_subject_space,
  sea: m.kiosk_subject_sea,
  castles: m.kiosk_subject_castles,
  dinosaurs: m.kiosk_subject_dinosaurs,
  machines: m.kiosk_subject_machines,
  nature: m.kiosk_subject_nature,
  sport: m.kiosk_subject_sport,
  music: m.kiosk_subject_music,
  art: m.kiosk_subject_art,
  history: m.kiosk_subject_history,
  mystery: m.kiosk_subject_mystery,
  friendship: m.kiosk_subject_friendship,
  'fairy-tales': m.kiosk_subject_fairy_tales,
  science: m.kiosk_subject_science,
  funny: m.kiosk_subject_funny,
  food: m.kiosk_subject_food,
  world: m.kiosk_subject_world,
};

/** Words of subject headings, English and Spanish, that belong under a picture. */
const HEADINGS: Readonly<Record<PictureSubject, RegExp>> = {
  animals:
    /\b(animals?|birds?|horses|insects|cats|dogs|pets|zoo\w*|animales|aves|caballos|insectos|mascotas)\b/i,
  space: /\b(space|astronom\w+|planets?|moon|solar system|espacio|planetas?|sistema solar)\b/i,
  sea: /\b(sea|oceans?|ships?|pirates?|marine|mar|oc[eé]anos?|barcos|piratas)\b/i,
  castles: /\b(castles?|knights?|middle ages|medieval|castillos?|caballeros|edad media)\b/i,
  dinosaurs: /\b(dinosaur\w*|fossils?|prehistor\w*|dinosaurios|f[oó]siles|prehistoria)\b/i,
  machines:
    /\b(machin\w*|inventions?|robots?|engineer\w*|transport\w*|vehicles|m[aá]quinas|inventos|veh[ií]culos)\b/i,
  nature:
    /\b(nature|plants?|gardens?|environment|trees|climate|naturaleza|plantas|medio ambiente|[aá]rboles)\b/i,
  sport: /\b(sports?|football|soccer|swimming|olympi\w+|deportes?|f[uú]tbol)\b/i,
  music: /\b(music\w*|dance|songs?|m[uú]sica|danza|baile|canciones)\b/i,
  art: /\b(art|arts|artists?|painting|drawing|crafts?|arte|artistas|pintura|dibujo|manualidades)\b/i,
  history: /\b(history|histor\w+|war|ancient|civilization|historia|guerra|antigüedad)\b/i,
  mystery:
    /\b(mystery|mysteries|detective\w*|crime|spies|ghosts?|misterios?|detectives|esp[ií]as|fantasmas)\b/i,
  friendship: /\b(friend\w*|families|family|feelings|love|amistad|familias?|sentimientos|amor)\b/i,
  'fairy-tales':
    /\b(fairy tales|folklore|myths?|legends|magic|dragons|fantasy|hadas|leyendas|mitos|magia|fantas[ií]a)\b/i,
  science:
    /\b(science|physics|chemistry|biology|mathematics|human body|ciencias?|f[ií]sica|qu[ií]mica|matem[aá]ticas)\b/i,
  funny: /\b(humou?r\w*|jokes|funny|comic strips|humor|chistes)\b/i,
  food: /\b(food|cook\w*|nutrition|baking|comida|cocina|nutrici[oó]n)\b/i,
  world:
    /\b(travel|geograph\w*|maps?|earth|countries|migration|viajes|geograf[ií]a|mapas|tierra|pa[ií]ses)\b/i,
};

/** A picture and the subject headings of this catalogue that it stands for. */
export interface PictureMatch {
  readonly picture: PictureSubject;
  readonly subjects: readonly string[];
  readonly count: number;
}

/** The picture for one subject heading; undefined where none is drawn. */
export const pictureOf = (heading: string): PictureSubject | undefined =>
  pictureSubjects.find((picture) => HEADINGS[picture].test(heading));

function matchOf(picture: PictureSubject, counts: SubjectCounts['items']): PictureMatch {
  const found = counts.filter(({ subject }) => HEADINGS[picture].test(subject));
  const count = found.reduce((sum, one) => sum + one.count, 0);
  return { picture, subjects: found.map((one) => one.subject), count };
}

/** The pictures under which this catalogue has something, in their usual order: the first ones, at most so many. */
export function matchPictures(counts: SubjectCounts['items'], most = Infinity): PictureMatch[] {
  const matches: PictureMatch[] = [];
  for (const picture of pictureSubjects) {
    if (matches.length >= most) break;
    const match = matchOf(picture, counts);
    if (match.count > 0) matches.push(match);
  }
  return matches;
}
