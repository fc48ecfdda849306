#!/usr/bin/env python3
"""Checks the digests of a Zonepulse archive without Zonepulse: python3 check.py ARCHIVE. The format: docs/audit-archive.md"""
import hashlib, json, struct, sys, zipfile

def number(f):
    return struct.unpack(">q", f.read(8))[0]

def text(f):                                    # a byte string; None for null
    length = number(f)
    return None if length < 0 else f.read(length)

def records(f):
    while head := f.read(8):
        offset, timestamp, key, value = struct.unpack(">q", head)[0], number(f), text(f), text(f)
        yield offset, timestamp, key, value, [(text(f), text(f)) for _ in range(number(f))]

def packed(*parts):                             # as the digest takes it: which is as it stands in the file
    return b"".join(
        struct.pack(">q", part) if isinstance(part, int)
        else struct.pack(">q", -1) if part is None
        else struct.pack(">q", len(part)) + part for part in parts)

archive = zipfile.ZipFile(sys.argv[1])
manifest = json.load(archive.open("manifest.json"))
events = ["zone.certifications.v1", "zone.loans.v1", "zone.registrations.v1", "zone.trade-fairs.v1"]
overall = hashlib.sha256()
digests = {}
all_ok = True
for each in sorted(manifest["partitions"], key=lambda each: (each["topic"], each["partition"])):
    chain, count = bytes(32), 0
    with archive.open(f"log/{each['topic']}/{each['partition']}.records") as f:
        for offset, timestamp, key, value, headers in records(f):
            flat = [part for header in headers for part in header]
            chain = hashlib.sha256(chain + packed(offset, max(0, timestamp), key, value, len(headers), *flat)).digest()
            count += 1
    ok = chain.hex() == each["digest"] and count == each["records"]
    print(each["topic"], each["partition"], count, chain.hex(), "ok" if ok else "DIFFERENT")
    all_ok &= ok
    digests[each["topic"], each["partition"]] = chain
    if count and each["topic"] in events:
        overall.update(packed(each["topic"].encode(), each["partition"], each["nextOffset"]) + chain)
all_ok &= overall.hexdigest() == manifest["digest"]
print("over all", overall.hexdigest(), "ok" if all_ok else "DIFFERENT")
parts = [overall.digest(), digests.get(("zone.dead-letters.v1", 0), bytes(32)), digests["zone.kpi.cuts.v1", 0], bytes.fromhex(manifest["zoneDigest"])]
complete = hashlib.sha256(b"zonepulse-audit 1\n" + b"".join(parts)).hexdigest()
all_ok &= complete == manifest["complete"]
print("complete", complete, "ok" if all_ok else "DIFFERENT")
sys.exit(0 if all_ok else 1)
