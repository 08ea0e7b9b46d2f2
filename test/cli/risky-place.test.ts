import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { riskOfPlace } from "../../src/cli/risky-place.ts";
import { Place } from "../store/helpers.ts";
import { fakeIo, folder, runWith, type World } from "./helpers.ts";

const ZENDESK = "fixtures/zendesk-tickets.csv";
const NFS = 0x6969;

const riskAt = (path: string, world: World = {}): unknown => {
  const risk = riskOfPlace(fakeIo([], world), { path, name: "metrics.db" });
  return risk === null ? null : (risk.facts["program"] ?? risk.facts["kind"]);
};

describe("the place of a store", () => {
  test.each([
    [["Dropbox"], "Dropbox"],
    [["Dropbox (Acme Ltd)", "support"], "Dropbox"],
    [["OneDrive - Acme Ltd"], "OneDrive"],
    [["Library", "CloudStorage", "OneDrive-Personal", "a"], "OneDrive"],
    [["Google Drive", "My Drive"], "Google Drive"],
    [["Library", "CloudStorage", "GoogleDrive-ann@example.com"], "Google Drive"],
    [["Library", "Mobile Documents", "com~apple~CloudDocs", "Support"], "iCloud"],
    [["Library", "CloudStorage", "Egnyte"], "a cloud drive"],
    [["Nextcloud", "kpi"], "Nextcloud"],
    // A box for what is dropped, names that only hold another one.
    [["dropbox"], null],
    [["My Dropbox notes"], null],
    [["Boxes"], null],
  ])("in %j is synced by %s", (names, program) => {
    const path = join(folder(), ...names, "metrics.db");
    // Not made yet, and made.
    expect(riskAt(path)).toBe(program);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, "");
    expect(riskAt(path)).toBe(program);
  });

  test("is known by what a program leaves in its folder, by a variable, and by where a link leads to", () => {
    const home = folder();
    for (const name of ["shared/kpi", "cloud", "Dropbox", "plain"]) mkdirSync(join(home, name), { recursive: true });
    mkdirSync(join(home, "shared", ".stfolder"));
    symlinkSync(join(home, "Dropbox"), join(home, "data"));
    expect(riskAt(join(home, "shared", "kpi", "metrics.db"))).toBe("Syncthing");
    expect(riskAt(join(home, "cloud", "metrics.db"))).toBe(null);
    expect(riskAt(join(home, "cloud", "metrics.db"), { env: { OneDrive: join(home, "cloud") } })).toBe("OneDrive");
    expect(riskAt(join(home, "data", "metrics.db"))).toBe("Dropbox");
    expect(riskAt("metrics.db", { cwd: join(home, "Dropbox") })).toBe("Dropbox");
    expect(riskAt(join(home, "plain", "metrics.db"), { env: { OneDrive: "" } })).toBe(null);
  });

  test.each([
    [NFS, "NFS"],
    [0xff534d42, "SMB"],
    // As 32 bits of a machine that has no more.
    [0xfe534d42 | 0, "SMB"],
    [0x1021997, "9p, shared with another machine"],
    [0x65735546, "FUSE, such as sshfs or a cloud drive"],
    // ext4, btrfs, xfs, tmpfs, overlayfs, zfs
    [0xef53, null],
    [0x9123683e, null],
    [0x58465342, null],
    [0x1021994, null],
    [0x794c7630, null],
    [0x2fc12fc1, null],
  ])("on a file system of kind %i is %s", (fileSystem, kind) => {
    expect(riskAt(join(folder(), "not", "there", "yet", "metrics.db"), { fileSystem })).toBe(kind);
  });
});

describe("a store on a network", () => {
  test("is told by import and by report --record, but not with --quiet", async () => {
    const place = new Place();
    for (const argv of [
      ["import", ZENDESK, "--tz", "UTC"],
      ["report", "--record", "--period", "2026-10"],
    ]) {
      const loud = await runWith([...argv, "--db", place.db], { fileSystem: NFS });
      expect(loud.exit, loud.stderr).toBe(0);
      expect(loud.stderr).toContain(`note: the store ${place.db} is not on a disk of this machine (NFS)`);
      expect((await runWith([...argv, "--db", place.db, "--quiet"], { fileSystem: NFS })).stderr).toBe("");
      expect((await runWith([...argv, "--db", place.db])).stderr).not.toContain("disk of this machine");
    }
  });

  test("is told by doctor, which it is no failure for", async () => {
    const place = new Place();
    await place.import(ZENDESK);
    const { exit, stdout } = await runWith(["doctor", "--db", place.db, "--format", "json"], { fileSystem: NFS, now: Date.now });
    const store = (JSON.parse(stdout) as { checks: { id: string }[] }).checks.find(({ id }) => id === "store");
    expect([exit, store]).toMatchObject([
      0,
      { status: "note", facts: { place: "store-on-network" }, message: expect.stringContaining("(NFS)") },
    ]);
  });
});
