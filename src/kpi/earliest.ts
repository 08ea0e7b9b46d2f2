import { entriesOf, type Part, type Places, saveMap, type Saved } from "./saved.ts";

/** The earliest instant of each group, epoch milliseconds. */
export class Earliest implements Part {
  private readonly instants = new Map<number, number>();

  /** NaN is no instant. */
  note(group: number, instant: number): void {
    const known = this.instants.get(group);
    if (!Number.isNaN(instant) && (known === undefined || instant < known)) this.instants.set(group, instant);
  }

  /** Null where a group has none. */
  of(group: number): number | null {
    return this.instants.get(group) ?? null;
  }

  merge(other: Earliest, groupMap: Int32Array): void {
    for (const [group, instant] of other.instants) this.note(groupMap[group], instant);
  }

  save(): Saved {
    return saveMap(this.instants);
  }

  absorb(saved: Saved, { groups }: Places): void {
    for (const [group, instant] of entriesOf(saved)) this.note(groups[group], instant);
  }
}
