-- Files are kept apart: where there is a store, the row holds the hash and the store the bytes.
-- What stands in the column stays there until "governance move-files" has moved and proved it.
alter table stored_file alter column content drop not null;

-- The scan of a signature. The signature may be taken out again; that there was a scan, and its
-- file, stay: so the signature and its authority are named, not referred to.
create table signature_scan (
    id uuid primary key,
    agreement uuid not null references agreement (id),
    party_authority uuid not null,
    signature uuid not null,
    file uuid not null unique references stored_file (id),
    attached_at timestamptz not null,
    attached_by uuid not null,
    on_behalf_of varchar(200) not null,
    removed_at timestamptz,
    removed_by uuid,
    reason varchar(500) not null,
    constraint signature_scan_removed check ((removed_at is null) = (removed_by is null))
);
create index signature_scan_agreement on signature_scan (agreement);
create index signature_scan_signature on signature_scan (signature);

-- What is kept is never changed or removed by the service itself: only where its bytes are, and
-- whether a scan still stands with its signature.
revoke update, delete on stored_file, signature_scan from governance_app;
grant update (content) on stored_file to governance_app;
grant update (removed_at, removed_by, reason) on signature_scan to governance_app;
