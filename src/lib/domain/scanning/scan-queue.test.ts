import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_QUEUE, finishScan, offerScan, type Scan } from './scan-queue';

const scan = (text: string): Scan => ({ text, source: 'typed', at: 0 });

describe('scan queue', () => {
  it('brings the first scan into work and lets the next wait', () => {
    const two = offerScan(offerScan(EMPTY_QUEUE, scan('1')), scan('2'));
    expect(two.working?.text).toBe('1');
    expect(two.waiting.map((each) => each.text)).toEqual(['2']);
    expect(finishScan(two)).toEqual({ working: scan('2'), waiting: [] });
  });

  it.each(['', '   ', '\t\n'])('never takes an empty scan (%j)', (text) => {
    expect(offerScan(EMPTY_QUEUE, scan(text))).toBe(EMPTY_QUEUE);
  });

  it('trims the ends and keeps zeros and inner spaces', () => {
    expect(offerScan(EMPTY_QUEUE, scan(' 00 12 0 ')).working?.text).toBe('00 12 0');
  });

  it('stays empty when nothing was in work', () => {
    expect(finishScan(EMPTY_QUEUE)).toEqual(EMPTY_QUEUE);
  });

  it('loses nothing, keeps the order and never works with others waiting while idle', () => {
    const action = fc.oneof(fc.constant(null), fc.stringMatching(/^[ 0-9]{0,4}$/));
    fc.assert(
      fc.property(fc.array(action), (actions) => {
        let queue = EMPTY_QUEUE;
        const finished: string[] = [];
        for (const text of actions) {
          if (text === null && queue.working) finished.push(queue.working.text);
          queue = text === null ? finishScan(queue) : offerScan(queue, scan(text));
          expect(queue.working !== null || queue.waiting.length === 0).toBe(true);
        }
        const open = [queue.working, ...queue.waiting].flatMap((each) => (each ? [each.text] : []));
        const offered = actions.filter((text) => text !== null).map((text) => text.trim());
        expect([...finished, ...open]).toEqual(offered.filter((text) => text !== ''));
      }),
    );
  });
});
