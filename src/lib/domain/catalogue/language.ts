/** MARC language codes (ISO 639-2/B) by their two-letter tag, as far as they differ by more than length. */
const TAGS =
  'afr:af alb:sq sqi:sq amh:am ara:ar arm:hy hye:hy aze:az baq:eu eus:eu bel:be ben:bn bos:bs bul:bg bur:my mya:my ' +
  'cat:ca chi:zh zho:zh hrv:hr scr:hr cze:cs ces:cs dan:da dut:nl nld:nl eng:en epo:eo est:et fin:fi fre:fr fra:fr ' +
  'geo:ka kat:ka ger:de deu:de gle:ga glg:gl gre:el ell:el guj:gu hat:ht heb:he hin:hi hun:hu ice:is isl:is ind:id ' +
  'ita:it jpn:ja kan:kn kaz:kk khm:km kor:ko kur:ku lao:lo lat:la lav:lv lit:lt mac:mk mkd:mk mal:ml mao:mi mri:mi ' +
  'mar:mr may:ms msa:ms mon:mn nep:ne nor:no nob:nb nno:nn pan:pa per:fa fas:fa pol:pl por:pt pus:ps rum:ro ron:ro ' +
  'rus:ru san:sa sin:si slo:sk slk:sk slv:sl smo:sm som:so spa:es srp:sr scc:sr swa:sw swe:sv tam:ta tel:te tgl:tl ' +
  'tha:th tib:bo bod:bo tir:ti ton:to tur:tr ukr:uk urd:ur uzb:uz vie:vi wel:cy cym:cy wol:wo xho:xh yid:yi yor:yo zul:zu';

const tagOf = new Map(TAGS.split(' ').map((pair) => pair.split(':') as [string, string]));

/** Codes that stand for "none", "several" or "not known": no language to speak of. */
const NONE = new Set(['und', 'zxx', 'mul', 'mis', '|||', '']);

/**
 * The BCP 47 tag of a MARC (ISO 639-2/B) language code, for `lang` attributes and names of languages. Codes without a
 * two-letter tag are tags themselves; undefined for codes that name no language.
 */
export function languageTag(marcCode: string | null | undefined): string | undefined {
  const code = (marcCode ?? '').trim().toLowerCase();
  if (NONE.has(code)) return undefined;
  return tagOf.get(code) ?? (/^[a-z]{2,3}$/.test(code) ? code : undefined);
}
