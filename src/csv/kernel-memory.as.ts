// Where the kernel finds text, boundaries and records, and where it writes.

/** Set in the end of a cell that holds doubled quotes. */
export const ESCAPED: u32 = 0x8000_0000;

export let starts: usize = 0;
export let ends: usize = 0;
export let cellRoom: u32 = 0;
export let recordStarts: usize = 0;
export let recordEnds: usize = 0;
export let recordLines: usize = 0;
export let recordRoom: u32 = 0;
export let bytes: usize = 0;
/** Where a column's values go, by record: eight bytes each, and one byte more. */
export let values: usize = 0;
export let marks: usize = 0;
/** Where records are listed whose cells are left to others. */
export let left: usize = 0;

export function place(startsAt: usize, endsAt: usize, roomForCells: u32, recordsAt: usize, roomForRecords: u32, bytesAt: usize): void {
  starts = startsAt;
  ends = endsAt;
  cellRoom = roomForCells;
  recordStarts = recordsAt;
  recordEnds = recordsAt + (<usize>roomForRecords << 2);
  recordLines = recordsAt + (<usize>roomForRecords << 3);
  recordRoom = roomForRecords;
  bytes = bytesAt;
  values = recordsAt + (<usize>roomForRecords << 3) + (<usize>roomForRecords << 2);
  marks = values + (<usize>roomForCells << 3);
  left = marks + <usize>roomForCells;
}
