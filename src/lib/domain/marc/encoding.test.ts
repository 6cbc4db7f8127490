import { describe, expect, it } from 'vitest';
import { decideEncoding } from './encoding';
import { rawBytes } from './testing';

function decide(bytes: Uint8Array, flagged: boolean) {
  const encoding = decideEncoding(bytes, flagged);
  const text = encoding.name === 'unreadable' ? undefined : encoding.decode(bytes);
  return { name: encoding.name, text, problems: encoding.problems };
}

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('flagged as UTF-8', () => {
  it('and it is', () => {
    expect(decide(utf8('Tove Jansson, Müümi 魔'), true)).toEqual({
      name: 'utf-8',
      text: 'Tove Jansson, Müümi 魔',
      problems: [],
    });
  });

  it('but it is MARC-8', () => {
    expect(decide(rawBytes('Id\xe2ees et th\xe2e\xe3atre'), true)).toEqual({
      name: 'marc-8',
      text: 'Idées et théâtre',
      problems: [{ code: 'utf8-flag-wrong', detail: 'marc-8' }],
    });
  });

  it('but it is MARC-8 with escapes and no high byte', () => {
    expect(decide(rawBytes('\x1b$1\x21\x30\x21\x1b(B'), true)).toMatchObject({ name: 'marc-8', text: '一' });
  });

  it('but it is Latin-1', () => {
    expect(decide(rawBytes('L\xe9on, caf\xe9, \xc9cole: le go\xfbt'), true)).toEqual({
      name: 'windows-1252',
      text: 'Léon, café, École: le goût',
      problems: [{ code: 'utf8-flag-wrong', detail: 'windows-1252' }],
    });
  });

  it('with a broken byte in sound UTF-8', () => {
    const bytes = Uint8Array.from([...utf8('čeština ž'), 0xc3, ...utf8('(')]);
    expect(decide(bytes, true)).toEqual({
      name: 'utf-8',
      text: 'čeština ž(',
      problems: [{ code: 'bytes-dropped', count: 1 }],
    });
  });

  it('but it is nothing known', () => {
    expect(decide(rawBytes('\x81\x8d\x90\xc9\xd3\xdd\x81'), true)).toEqual({
      name: 'unreadable',
      text: undefined,
      problems: [{ code: 'encoding-unreadable' }],
    });
  });

  it('tells of replacement characters that the file itself holds', () => {
    expect(decide(utf8('a\ufffdb'), true).problems).toEqual([{ code: 'replacement-character', count: 1 }]);
  });
});

describe('not flagged', () => {
  it('is MARC-8', () => {
    expect(decide(rawBytes('Nazm-i na\xf3z\xe5ir'), false)).toEqual({
      name: 'marc-8',
      text: 'Nazm-i naz\u0324īr',
      problems: [],
    });
    expect(decide(rawBytes('plain'), false)).toEqual({ name: 'marc-8', text: 'plain', problems: [] });
  });

  it('but it is UTF-8', () => {
    expect(decide(utf8('Häme'), false)).toEqual({
      name: 'utf-8',
      text: 'Häme',
      problems: [{ code: 'utf8-not-flagged' }],
    });
  });

  it('but it is Latin-1', () => {
    expect(decide(rawBytes('f\xfcr die Schule, \xdcbung'), false)).toMatchObject({
      name: 'windows-1252',
      text: 'für die Schule, Übung',
      problems: [{ code: 'latin1-assumed' }],
    });
  });

  it('but it is Spanish Latin-1', () => {
    expect(decide(rawBytes('Educaci\xf3n en Espa\xf1a'), false)).toMatchObject({
      text: 'Educación en España',
    });
  });

  it.each([
    ['España', 'spa'],
    ['Mañana en La Coruña', 'spa'],
    ['L’école'.replace('’', "'"), 'fre'],
    ['Née à Paris', 'fre'],
    ['Les océans', 'fre'],
    ['Façon de parler', ''],
    ['Vingt mille lieues sous les mers, géant', 'fre'],
    ['Länder und Männer', 'ger'],
    ['São Paulo: educação', 'por'],
    ['Città più bella', 'ita'],
    ['Été', 'fre'],
    ['¿Qué pasó?', 'spa'],
  ])('Latin-1 that MARC-8 could read too is read as what it is: %s (%s)', (text, language) => {
    const encoding = decideEncoding(rawBytes(text), false, language);
    expect(encoding.name !== 'unreadable' && encoding.decode(rawBytes(text))).toBe(text);
  });

  it.each([
    ['\xe9Capek, Karel', 'fre', 'Čapek, Karel'],
    ['Dvo\xe9r\xe2ak', 'fre', 'Dvořák'],
    ['Espa\xe4na', 'spa', 'España'],
    ['Espa\xe4na', '', 'España'],
    ['L\xe8ander', 'eng', 'Länder'],
    ['Citt\xe1a', 'ita', 'Città'],
    ['Fran\xf0cois', 'fre', 'François'],
    ['razvedyvatel\xa7noe \xebI\xecU', 'eng', 'razvedyvatelʹnoe I͡U'],
    ['\xe9cesk\xe2a pr\xe2ace', 'cze', 'česká práce'],
  ])('MARC-8 that Latin-1 could read too is read as what it is: %j (%s)', (raw, language, text) => {
    const encoding = decideEncoding(rawBytes(raw), false, language);
    expect(encoding.name !== 'unreadable' && encoding.decode(rawBytes(raw))).toBe(text.normalize('NFC'));
  });

  it('but nobody can tell: then it is refused, not guessed', () => {
    expect(decide(rawBytes('L\xe9cole'), false)).toEqual({
      name: 'unreadable',
      text: undefined,
      problems: [{ code: 'encoding-ambiguous' }],
    });
  });

  it('counts MARC-8 codes without a character', () => {
    expect(decide(rawBytes('\xe2e\xe2a\xe2o\xfc'), false).problems).toEqual([
      { code: 'characters-unknown', count: 1 },
    ]);
  });
});
