import { describe, expect, it } from 'vitest';
import { countBarcodes, itemsOf } from './holdings';
import { parsePrice } from './price';
import { recordOf } from './testing';

describe('items', () => {
  it('of Follett Destiny: 852', () => {
    const text = '$aNORTH$bMain$kFIC$hTOL$pT 0012 $t2$9150$xFSC@aPaperback@bGift@c20210902$xFUND: PTA';
    expect(itemsOf(recordOf([['852', '  ', text]]), '852p')).toEqual({
      items: [
        {
          barcode: 'T 0012',
          site: 'NORTH',
          shelf: 'Main',
          callNumber: 'FIC TOL',
          price: 150,
          copyNumber: '2',
          itemType: 'Paperback',
          fund: 'PTA',
          acquiredOn: '2021-09-02',
          staffNote: 'FSC@aPaperback@bGift@c20210902 FUND: PTA',
        },
      ],
      problems: [],
    });
  });

  it('of Koha: 952', () => {
    const text = '$aCPL$bMPL$cGEN$d2020-01-31$g12.5$oQA 76$p0039$t1$yBK$zSigned$xgift$70';
    expect(itemsOf(recordOf([['952', '  ', text]]), '952p').items).toEqual([
      {
        barcode: '0039',
        site: 'CPL',
        shelf: 'GEN',
        callNumber: 'QA 76',
        price: 1250,
        copyNumber: '1',
        itemType: 'BK',
        acquiredOn: '2020-01-31',
        note: 'Signed',
        staffNote: 'gift',
      },
    ]);
  });

  it.each(['949i', '999i'] as const)('of Sirsi: %s', (source) => {
    const record = recordOf([
      [source.slice(0, 3), '  ', '$aPN241 .F4$wLC$c1$iX0009$lSTACKS$mALDERMAN$tBOOK$u3/4/2006$p$$9'],
    ]);
    expect(itemsOf(record, source).items).toMatchObject([
      {
        barcode: 'X0009',
        callNumber: 'PN241 .F4',
        site: 'ALDERMAN',
        shelf: 'STACKS',
        itemType: 'BOOK',
        acquiredOn: '2006-03-04',
      },
    ]);
  });

  it.each([
    ['852p', '852', '$pA1$xFSC@c20211399', '852 $x', '20211399'],
    ['952p', '952', '$pA1$d03/04/2020', '952 $d', '03/04/2020'],
    ['949i', '949', '$iA1$u25/4/2020', '949 $u', '25/4/2020'],
  ] as const)('without a day that can be told, by field and value: %s', (source, tag, text, at, value) => {
    const { items, problems } = itemsOf(recordOf([[tag, '  ', text]]), source);
    expect(items[0]).not.toHaveProperty('acquiredOn');
    expect(problems).toEqual([{ code: 'day-unreadable', tag: at, detail: value }]);
  });

  it('of shared collections: 876 with the 852 that it names', () => {
    const record = recordOf([
      ['852', '  ', '$0111$bfar$hA 1'],
      ['852', '  ', '$0222$bnear$hB 2$iX'],
      ['876', '  ', '$0222$p3210$t1'],
    ]);
    expect(itemsOf(record, '876p').items).toEqual([
      { barcode: '3210', copyNumber: '1', shelf: 'near', callNumber: 'B 2 X' },
    ]);
  });

  it('keep repeated barcodes and tell of them', () => {
    const record = recordOf([
      ['949', '  ', '$iA1$i A1 '],
      ['949', '  ', '$ia1'],
    ]);
    expect(itemsOf(record, '949i')).toMatchObject({
      items: [{ barcode: 'A1' }, { barcode: 'A1' }, { barcode: 'a1' }],
      problems: [{ code: 'barcode-repeated', detail: 'A1' }],
    });
  });

  it('without a barcode are told of, but an 852 is then only a holdings statement', () => {
    const record = recordOf([
      ['852', '  ', '$bMain$hA 1'],
      ['952', '  ', '$aCPL$p '],
    ]);
    expect(itemsOf(record, '852p')).toEqual({ items: [], problems: [] });
    expect(itemsOf(record, '952p')).toEqual({ items: [], problems: [{ code: 'barcode-missing' }] });
  });

  it('with an unreadable price keep the rest', () => {
    expect(itemsOf(recordOf([['952', '  ', '$p1$gabout 5 or 6']]), '952p')).toEqual({
      items: [{ barcode: '1' }],
      problems: [{ code: 'price-unreadable', detail: 'about 5 or 6' }],
    });
  });

  it('are counted for every source, to propose one', () => {
    const record = recordOf([
      ['852', '  ', '$p1'],
      ['952', '  ', '$p1$p2'],
    ]);
    expect(countBarcodes(record)).toEqual({ '852p': 1, '952p': 2, '949i': 0, '999i': 0, '876p': 0 });
  });
});

describe('prices in minor units', () => {
  it.each([
    ['7.99', 799],
    ['$7.99', 799],
    ['EUR 12,50', 1250],
    ['1,250.00', 125000],
    ['1.250,5', 125050],
    ['12', 1200],
    ['0', 0],
    ['1,250', 125000],
  ])('%s', (text, minor) => {
    expect(parsePrice(text, 'units')).toBe(minor);
  });

  it('are hundredths for Destiny when there is no point', () => {
    expect([parsePrice('150', 'hundredths'), parsePrice('1.5', 'hundredths')]).toEqual([150, 150]);
  });

  it.each(['', 'free', '5 or 6', '-3.00', '9'.repeat(20)])('are not made up: %j', (text) => {
    expect(parsePrice(text, 'units')).toBeUndefined();
  });
});
