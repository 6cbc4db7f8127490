/** Word lists for composed titles; everything made from them is marked as generated. */

export const QUALITIES =
  `Quiet Hidden Crooked Copper Paper Silver Midnight Borrowed Wandering Forgotten Clockwork Painted
Hollow Northern Salt Velvet Seventh Last Singing Stubborn Unlikely Lopsided Frozen Amber Restless Impossible Winter
Sideways Feathered Invisible Runaway Patchwork Thunder Moonlit Rusty Curious Whispering Emerald Backwards Upside-Down
Tangled Lonely Brave Sleepy Golden Stolen Dusty Second Wooden Glass`.split(/\s+/);

export const THINGS =
  `Lantern Ferry Orchard Kite Harbour Map Wolf Bridge Clock Library Comet Garden Bicycle Umbrella Lighthouse
Piano Owl Circus River Key Teapot Telescope Train Robot Island Violin Fox Castle Whale Balloon Signal Bakery Attic
Compass Notebook Tower Heron Machine Door Drum Postcard Submarine Sparrow Quarry Meadow Mirror Dragon Caravan Windmill
Ladder Market Tunnel Satellite Carousel Cupboard Tortoise Typewriter Volcano Wardrobe Zoo`.split(/\s+/);

export const HEROES =
  `Ada Bo Wren Noor Kit Teo Femi Juno Ravi Mina Otto Pip Saffi Tomas Uma Vera Zeki Lulu Hana Idris
Jasper Kiri Leila Milo Nia Oskar Priya Quinn Rosa Sami`.split(/\s+/);

export const PLACES = [
  'Maple Yard',
  'Lantern Bay',
  'Thistle Hill',
  'Ferry Lane',
  'Nutmeg Street',
  'Cloudberry Island',
  'Copper Creek',
  'Lower Pudding',
  'Fiddlers Gap',
  'Windy Corner',
  'Saltbush Flat',
  'Gumnut Crossing',
  'Old Quarry Road',
  'Number Nine Wharf',
  'Upper Whistle',
  'Magpie Ridge',
] as const;

/** Names that nobody bears, in direct order with the part that files first. */
export const INVENTED_AUTHORS: readonly (readonly [given: string, surname: string])[] = [
  ['Wren', 'Invented'],
  ['Ada', 'Example'],
  ['Kit', 'Makebelieve'],
  ['Noor', 'Placeholder'],
  ['Femi', 'Fictional'],
  ['Teo', 'Testcase'],
  ['Bo', 'Sample'],
  ['Maximiliana', 'Beispiel'],
  ['Juan', 'Ejemplo'],
  ['Chloé', 'Exemple'],
  ['Giulia', 'Esempio'],
  ['Zofia', 'Przykład'],
  ['Quinn', 'Specimen'],
  ['Ines', 'Imaginary'],
  ['Hugo', 'Pretend'],
  ['Mei', 'Madeup'],
  ['Olu', 'Notreal'],
  ['Signe', 'Eksempel'],
  ['Leyla', 'Örnek'],
  ['Anh', 'Ví Dụ'],
  ['Tama', 'Tauira'],
  ['Pemulwuy Jack', 'Storybook'],
  ['Rosalind', 'Footnote'],
  ['Ptolemy', 'Appendix'],
];

/** What works of fact are about: words, Dewey-like class, subject code. */
export const TOPICS: readonly (readonly [topic: string, callClass: string, subject: string])[] = [
  ['Rivers', '551.48', 'geo'],
  ['Volcanoes', '551.2', 'geo'],
  ['Maps', '912', 'geo'],
  ['Deserts', '577.5', 'nat'],
  ['Rainforests', '577.3', 'nat'],
  ['Coral Reefs', '577.7', 'sea'],
  ['Tides', '551.46', 'sea'],
  ['Sailing Ships', '623.8', 'sea'],
  ['Clouds', '551.57', 'cli'],
  ['Storms', '551.55', 'cli'],
  ['Wombats', '599.2', 'ani'],
  ['Whales', '599.5', 'ani'],
  ['Bats', '599.4', 'ani'],
  ['Foxes', '599.77', 'ani'],
  ['Frogs', '597.8', 'ani'],
  ['Snakes', '597.96', 'ani'],
  ['Horses', '636.1', 'hor'],
  ['Owls', '598.9', 'bir'],
  ['Parrots', '598.7', 'bir'],
  ['Backyard Birds', '598', 'bir'],
  ['Beetles', '595.76', 'bug'],
  ['Bees', '595.79', 'bug'],
  ['Spiders', '595.4', 'bug'],
  ['Eucalypts', '583', 'pla'],
  ['Kitchen Gardens', '635', 'pla'],
  ['Seeds', '581.4', 'pla'],
  ['Planets', '523.4', 'ast'],
  ['Stars', '523.8', 'ast'],
  ['Rockets', '629.4', 'ast'],
  ['Bridges', '624.2', 'tow'],
  ['Skyscrapers', '720', 'tow'],
  ['Old Harbours', '387.1', 'tow'],
  ['Robots', '629.8', 'rob'],
  ['Engines', '621.4', 'inv'],
  ['Clocks', '681', 'inv'],
  ['Bicycles', '629.2', 'inv'],
  ['Algorithms', '005.1', 'cmp'],
  ['Secret Codes', '652', 'spy'],
  ['Fractions', '513.2', 'mat'],
  ['Geometry', '516', 'mat'],
  ['Probability', '519.2', 'mat'],
  ['Forces', '531', 'phy'],
  ['Light', '535', 'phy'],
  ['Electricity', '537', 'phy'],
  ['Acids', '546', 'che'],
  ['Crystals', '548', 'che'],
  ['Bones', '611', 'bod'],
  ['The Heart', '612.1', 'bod'],
  ['Drums', '786.9', 'mus'],
  ['Folk Dances', '793.3', 'mus'],
  ['Watercolour', '751.4', 'art'],
  ['Printmaking', '760', 'art'],
  ['Bread', '641.8', 'foo'],
  ['Street Food', '641.5', 'foo'],
  ['Swimming', '797.2', 'spo'],
  ['Cricket', '796.35', 'spo'],
  ['Athletics', '796.4', 'spo'],
  ['Parliaments', '328', 'pol'],
  ['Money', '332.4', 'eco'],
  ['Markets', '381', 'eco'],
  ['Courts', '347', 'law'],
  ['Festivals', '394.2', 'rel'],
  ['Alphabets', '411', 'lan'],
  ['Dictionaries', '413', 'lan'],
  ['Gold Rushes', '994.03', 'aus'],
  ['Convict Ships', '994.02', 'aus'],
  ['Castles', '728.8', 'his'],
  ['Explorers', '910.9', 'tra'],
  ['Railways', '385', 'tra'],
  ['Recycling', '363.72', 'env'],
  ['Wetlands', '577.6', 'env'],
];

export const TREATMENTS = [
  '{}: A Field Guide',
  'How {} Work',
  '{} for Beginners',
  'The Story of {}',
  '{} in Ten Questions',
  'My First Book of {}',
  '{}: Facts and Figures',
  'Looking at {}',
  'All about {}',
  'The Science of {}',
  'A Short History of {}',
  '{} Close Up',
] as const;

export const LOCAL_TREATMENTS = [
  '{} of {place}',
  '{} around {place}: A Field Guide',
  'Looking for {} near {place}',
  '{}: Notes from {place}',
  'A Year of {} at {place}',
  '{} and the Children of {place}',
] as const;

/** Subjects of composed stories. */
export const STORY_SUBJECTS =
  `adv ani cri fam fan fri gho gro hum mag rob sch sea sfi spo spy sur tra cou fee`.split(' ');

export const SUBJECT_TEXTBOOKS: readonly (readonly [course: string, callClass: string, subject: string])[] = [
  ['Mathematics', '510', 'mat'],
  ['Science', '500', 'sci'],
  ['English', '428', 'lan'],
  ['Humanities', '300', 'his'],
  ['Spanish', '468', 'lan'],
  ['Music', '780', 'mus'],
];

export const EQUIPMENT = [
  'Microscope',
  'Tablet Computer',
  'Document Camera',
  'Weather Station Kit',
  'Robotics Kit',
  'Sound Recorder',
  'Chess Set',
  'Telescope',
  'Data Logger',
  'Board Game Box',
  'Projector',
  'Puppet Theatre',
] as const;
