import type { FileToCheck, FromCheck, ToCheck } from './check-messages';
import type { CheckReport, CheckSettings } from './check-table';

export type CheckStatus = 'off' | 'reading' | 'checking' | 'ready' | 'cancelled' | 'failed';

/** The part of a worker that is used. */
export type CheckWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

const newWorker = (): CheckWorker =>
  new Worker(new URL('./check-table.worker.ts', import.meta.url), { type: 'module' });

/** Typing into a field asks once, when it pauses. */
const PAUSE_MS = 200;

/**
 * The look at a chosen file before it is sent anywhere. The file is read once, in a worker; every change of how it is
 * read has it checked again, and the report before stays until the next one is there.
 */
export class FileCheck {
  status = $state<CheckStatus>('off');
  progress = $state.raw({ done: 0, total: 0 });
  /** Lines of the file, its header included; 0 until it is read. */
  lines = $state(0);
  report = $state.raw<CheckReport>();
  readonly #start: () => CheckWorker;
  readonly #pause: number;
  #worker: CheckWorker | undefined;
  #source: FileToCheck | undefined;
  #settings: CheckSettings | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;

  constructor(start: () => CheckWorker = newWorker, pause = PAUSE_MS) {
    this.#start = start;
    this.#pause = pause;
  }

  get isBusy(): boolean {
    return this.status === 'reading' || this.status === 'checking';
  }

  /** Reads a file; the first settings have it checked. */
  open(source: FileToCheck): void {
    this.close();
    this.#source = source;
    this.status = 'reading';
    this.#worker = this.#start();
    this.#worker.onerror = () => this.#fail();
    this.#worker.onmessage = ({ data }: MessageEvent<FromCheck>) => this.#take(data);
    this.#send({ kind: 'read', source });
  }

  /** Has the file checked, soon; a question that comes meanwhile takes the place of this one. */
  check(settings: CheckSettings): void {
    this.#settings = settings;
    if (!this.#worker) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(settings), this.#pause);
  }

  /** Stops at once. What was found before stays. */
  cancel(): void {
    this.#end();
    this.status = 'cancelled';
  }

  /** Begins again after it was stopped or has failed. */
  again(): void {
    const settings = this.#settings;
    if (!this.#source) return;
    this.open(this.#source);
    if (settings) this.check(settings);
  }

  /** Forgets the file. */
  close(): void {
    this.#end();
    this.#source = undefined;
    this.#settings = undefined;
    this.status = 'off';
    this.lines = 0;
    this.report = undefined;
  }

  #ask(settings: CheckSettings): void {
    this.#latest += 1;
    if (this.status !== 'reading') this.status = 'checking';
    this.#send({ kind: 'check', id: this.#latest, settings });
  }

  #send(message: ToCheck): void {
    this.#worker?.postMessage(message);
  }

  #take(message: FromCheck): void {
    if (message.kind === 'failed') this.#fail();
    else if (message.kind === 'read') {
      this.lines = message.lines;
      this.status = 'checking';
    } else if (message.kind === 'progress') {
      this.progress = { done: message.done, total: message.total };
    } else if (message.id === this.#latest) {
      this.report = message.report;
      this.status = 'ready';
    }
  }

  #fail(): void {
    this.#end();
    this.status = 'failed';
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.progress = { done: 0, total: 0 };
  }
}
