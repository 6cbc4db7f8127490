import type { Note } from '$lib/contracts/notes';
import { Resource } from '../resource.svelte';
import { Submission } from '../submission.svelte';
import type { PatronsApi } from './patrons-api';

/** The notes about one patron, and the one that is being written. */
export class PatronNotes {
  text = $state('');
  alertAtDesk = $state(false);
  hidden = $state(false);
  /** The note that is reworded; empty while a new one is written. */
  editing = $state('');
  readonly notes: Resource<Note[]>;
  readonly submission: Submission;
  readonly #api: PatronsApi;
  readonly #patronId: string;

  constructor(api: PatronsApi, patronId: string, offlineWords: () => string) {
    this.#api = api;
    this.#patronId = patronId;
    this.submission = new Submission(offlineWords);
    this.notes = new Resource(() => api.notes(patronId).then(({ items }) => items));
  }

  edit(note: Note): void {
    this.editing = note.id;
    this.text = note.text;
    this.alertAtDesk = note.alertAtDesk;
    this.hidden = note.hidden;
  }

  reset(): void {
    this.editing = '';
    this.text = '';
    this.alertAtDesk = false;
    this.hidden = false;
    this.submission.clear();
  }

  async save(): Promise<void> {
    const { text, alertAtDesk, hidden, editing } = this;
    const body = { text, alertAtDesk, hidden };
    const saved = await this.submission.send((headers) =>
      editing
        ? this.#api.changeNote(this.#patronId, editing, body)
        : this.#api.addNote(this.#patronId, body, headers),
    );
    if (!saved) return;
    this.reset();
    await this.notes.reload();
  }

  async remove(note: Note): Promise<void> {
    await this.submission.send(() => this.#api.removeNote(this.#patronId, note.id).then(() => true));
    if (this.editing === note.id) this.reset();
    await this.notes.reload();
  }
}
