/** The four states a thing may be in; each has a shape, a colour and a word. A normal state has none. */
export type Tone = 'done' | 'attention' | 'refused' | 'info';
