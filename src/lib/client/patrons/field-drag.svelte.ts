import type { ImportTarget } from '$lib/domain/imports/import-fields';

/** A finger or mouse that moves less means a click. */
const LEAST_MOVE = 6;
/** This near to an end of the window the page scrolls along; the fields themselves stand near the upper one. */
const UPPER_EDGE = 32;
const LOWER_EDGE = 72;
const SCROLL_STEP = 14;

type Place = Pick<PointerEvent, 'clientX' | 'clientY'>;

/** What a drag comes to. */
export interface DragEnd {
  taken(field: ImportTarget): void;
  dropped(field: ImportTarget, column: number): void;
  /** Let go beside every column, or given up by Escape. */
  cancelled(field: ImportTarget): void;
}

/** The column whose row is under a place of the window. */
function columnAt({ clientX, clientY }: Place): number | undefined {
  const row = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-column]');
  return row ? Number(row.dataset['column']) : undefined;
}

/** A field that is dragged onto a column, by mouse, pen or finger. */
export class FieldDrag {
  /** The field in hand and where it is in the window. */
  held = $state.raw<{ field: ImportTarget; x: number; y: number }>();
  /** The column that it would be dropped on. */
  over = $state<number>();
  readonly #end: DragEnd;
  #pressed: { field: ImportTarget; pointerId: number; x: number; y: number } | undefined;
  #frame: number | undefined;

  constructor(end: DragEnd) {
    this.#end = end;
  }

  press(event: PointerEvent, field: ImportTarget): void {
    if (event.button !== 0 || !event.isPrimary) return;
    // No text is selected along the way.
    event.preventDefault();
    this.#pressed = { field, pointerId: event.pointerId, x: event.clientX, y: event.clientY };
  }

  move(event: PointerEvent): void {
    const pressed = this.#pressed;
    if (pressed?.pointerId !== event.pointerId) return;
    const { clientX: x, clientY: y } = event;
    if (!this.held) {
      if (Math.hypot(x - pressed.x, y - pressed.y) < LEAST_MOVE) return;
      this.#end.taken(pressed.field);
    }
    this.held = { field: pressed.field, x, y };
    this.over = columnAt(event);
    this.#scrollAlong();
  }

  release(event: PointerEvent): void {
    if (this.#pressed?.pointerId !== event.pointerId) return;
    const { held } = this;
    const column = held ? columnAt(event) : undefined;
    this.#letGo();
    if (!held) return;
    if (column === undefined) this.#end.cancelled(held.field);
    else this.#end.dropped(held.field, column);
  }

  /** Puts the field back: Escape, or the browser took the pointer away. */
  cancel(): void {
    const { held } = this;
    this.#letGo();
    if (held) this.#end.cancelled(held.field);
  }

  #letGo(): void {
    this.#pressed = undefined;
    this.held = undefined;
    this.over = undefined;
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  /** As long as the field is held near an end of the window. */
  #scrollAlong(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      const { held } = this;
      if (!held) return;
      const isUp = held.y < UPPER_EDGE;
      if (!isUp && held.y < window.innerHeight - LOWER_EDGE) return;
      const step = isUp ? -SCROLL_STEP : SCROLL_STEP;
      window.scrollBy({ top: step, behavior: 'instant' });
      this.over = columnAt({ clientX: held.x, clientY: held.y });
      this.#scrollAlong();
    });
  }
}
