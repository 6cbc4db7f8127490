import { describe, expect, it } from 'vitest';
import { ScanLine } from './scan-line.svelte';

interface Work {
  readonly text: string;
  finish(): void;
  fail(): void;
}

function setUp() {
  const clock = { at: 0 };
  const works: Work[] = [];
  const line = new ScanLine(
    (text) =>
      new Promise<void>((finish, fail) =>
        works.push({ text, finish, fail: () => fail(new Error('refused')) }),
      ),
    () => clock.at,
  );
  return { clock, works, line };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('ScanLine', () => {
  it('works on one scan at a time, in the order they came, whatever the source', async () => {
    const { line, works } = setUp();
    line.take('1', 'camera');
    line.takeWedge('2');
    line.text = ' 3 ';
    line.enter();
    expect(works.map((work) => work.text)).toEqual(['1']);
    expect([line.busy, line.waiting, line.text]).toEqual([true, 2, '']);
    works[0]?.finish();
    await settled();
    works[1]?.finish();
    await settled();
    works[2]?.finish();
    await settled();
    expect(works.map((work) => work.text)).toEqual(['1', '2', '3']);
    expect([line.busy, line.waiting]).toEqual([false, 0]);
    expect(line.log.map((row) => [row.text, row.source, row.state])).toEqual([
      ['3', 'typed', 'done'],
      ['2', 'wedge', 'done'],
      ['1', 'camera', 'done'],
    ]);
  });

  it('takes the whole field where a fast run ends what was begun slowly', () => {
    const { line, works } = setUp();
    line.text = '0 0412 7';
    line.takeWedge('0412 7', true);
    expect([works[0]?.text, line.text]).toEqual(['0 0412 7', '']);
  });

  it('keeps what was typed before a scan', () => {
    const { line, works } = setUp();
    line.text = 'Sam22000';
    line.takeWedge('22000', false);
    expect([works[0]?.text, line.text]).toEqual(['22000', 'Sam']);
  });

  it('never works on an empty field', () => {
    const { line, works } = setUp();
    line.text = '   ';
    line.enter();
    line.take('', 'camera');
    expect(works).toEqual([]);
    expect(line.log).toEqual([]);
  });

  it('takes the same code again at once after an action of the person', () => {
    const { line, works } = setUp();
    line.take('7', 'wedge');
    line.forget();
    line.take('7', 'wedge');
    works[0]?.finish();
    expect(line.log.map((row) => row.text)).toEqual(['7', '7']);
  });

  it('takes the same code within 1.5 seconds once, also from two sources', () => {
    const { line, works, clock } = setUp();
    line.take('7', 'camera');
    clock.at = 1500;
    line.takeWedge('7');
    expect(line.log).toHaveLength(1);
    clock.at = 3001;
    line.takeWedge('7');
    expect(line.log).toHaveLength(2);
    expect(works).toHaveLength(1);
  });

  it('goes on after a scan that failed', async () => {
    const { line, works } = setUp();
    line.take('1', 'typed');
    line.take('2', 'typed');
    works[0]?.fail();
    await settled();
    expect(works.map((work) => work.text)).toEqual(['1', '2']);
    expect(line.log.at(-1)?.state).toBe('failed');
  });

  it('leaves what a person had begun to type when a scanner fires into the field', () => {
    const { line, works } = setUp();
    line.text = 'Har0042';
    line.takeWedge('0042');
    expect(line.text).toBe('Har');
    expect(works.map((work) => work.text)).toEqual(['0042']);
  });

  it('keeps the last 50 rows', () => {
    const { line } = setUp();
    for (let code = 1; code <= 51; code += 1) line.take(`c${code}`, 'typed');
    expect(line.log).toHaveLength(50);
    expect(line.log[0]?.text).toBe('c51');
    expect(line.waiting).toBe(50);
  });
});
