-- A ledger of version 5, as the program that wrote version 5 made it: a simulated tenant of 4 people (seed 8) synced on two
-- days of January 2026. Text, so that it can be read and compared; tests load it through SQLite. v5.dump.txt is what that
-- program said of it.
PRAGMA application_id = 1280075634;
PRAGMA user_version = 5;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('derived_version','4');
INSERT INTO setting VALUES('generation','16');
INSERT INTO setting VALUES('sample','{"seed":8,"users":4,"start":"2026-01-05T05:00:00Z","days":2}');
INSERT INTO setting VALUES('second_look','{"report":1853542223577441576,"done":0,"due_at":0,"set_at":0,"begun":false,"rows":0,"in_vain":0}');
INSERT INTO setting VALUES('zone','"UTC"');
CREATE TABLE source (
  source_id INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO source VALUES(1,'graph.organization');
INSERT INTO source VALUES(2,'graph.subscribedSkus');
INSERT INTO source VALUES(3,'graph.subscriptions');
INSERT INTO source VALUES(4,'graph.users');
INSERT INTO source VALUES(5,'graph.deletedUsers');
INSERT INTO source VALUES(6,'graph.groups');
INSERT INTO source VALUES(7,'powerplatform.licenseReport');
INSERT INTO source VALUES(8,'file.licenseReport2017');
INSERT INTO source VALUES(9,'file.licenseReport2022');
INSERT INTO source VALUES(10,'file.activeUsersExport');
INSERT INTO source VALUES(11,'file.deletedUsersExport');
INSERT INTO source VALUES(12,'file.powerPlatformActiveUsers');
INSERT INTO source VALUES(13,'file.powerPlatformLicensedUsers');
INSERT INTO source VALUES(14,'file.powerPlatformRequiredLicenses');
CREATE TABLE run (
  run_id      INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('sync', 'import')),
  state       TEXT NOT NULL CHECK (state IN ('running', 'complete', 'partial', 'failed', 'canceled')),
  started_at  INTEGER NOT NULL, -- of this machine's clock, unix ms
  ended_at    INTEGER,          -- null while running or interrupted
  app_version TEXT NOT NULL
) STRICT;
INSERT INTO run VALUES(1,'sync','complete',1795718344091,1795718344128,'0.1.0-dev');
INSERT INTO run VALUES(2,'sync','complete',1795718344130,1795718344154,'0.1.0-dev');
CREATE TABLE warning (
  run_id INTEGER NOT NULL REFERENCES run,
  code   TEXT NOT NULL,
  source TEXT NOT NULL, -- wire name; '' when it concerns the whole run
  text   TEXT NOT NULL,
  count  INTEGER NOT NULL,
  PRIMARY KEY (run_id, code, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE job (
  source       TEXT NOT NULL PRIMARY KEY,
  location     TEXT NOT NULL,    -- where to ask for it; holds no secret
  requested_at INTEGER NOT NULL, -- unix ms
  checked_at   INTEGER           -- unix ms
) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot (
  snapshot_id INTEGER PRIMARY KEY,
  run_id      INTEGER NOT NULL UNIQUE REFERENCES run,
  at          INTEGER NOT NULL, -- unix ms
  at_rule     TEXT NOT NULL CHECK (at_rule IN ('date_header', 'given', 'file_name', 'file_time', 'latest_assigned')),
  label       TEXT,             -- a person's words
  pinned      INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
  is_openable INTEGER NOT NULL DEFAULT 1 CHECK (is_openable IN (0, 1)) -- 0 once thinned
) STRICT;
INSERT INTO snapshot VALUES(1,1,1767589213000,'date_header',NULL,0,1);
INSERT INTO snapshot VALUES(2,2,1767675613000,'date_header',NULL,0,1);
CREATE TABLE listing (
  source_id    INTEGER NOT NULL REFERENCES source,
  pos          INTEGER NOT NULL,
  snapshot_id  INTEGER NOT NULL REFERENCES snapshot,
  read_from    INTEGER NOT NULL, -- unix ms, first page
  read_to      INTEGER NOT NULL, -- unix ms, last page
  rows         INTEGER NOT NULL, -- facts in it
  began        INTEGER NOT NULL, -- facts that the listing before lacks
  ended        INTEGER NOT NULL, -- facts of the listing before that it lacks
  content_hash BLOB NOT NULL,    -- sum of the facts' hashes: equal listings are equal here, whatever their order
  file_hash    TEXT,             -- of an imported file: SHA-256, and "@" with its instant where its day was told; null for what came over the wire
  file_name    TEXT,
  whole_at     INTEGER, -- unix ms: when the listing was read that this one knows the changes of; null where it was read whole itself
  PRIMARY KEY (source_id, pos)
) STRICT, WITHOUT ROWID;
INSERT INTO listing VALUES(1,1853451612979879401,1,1767589200000,1767589200000,1,1,0,X'a5de9431e084eb75015d8a603895cbe3',NULL,NULL,NULL);
INSERT INTO listing VALUES(1,1853542209946279401,2,1767675600000,1767675600000,1,0,0,X'a5de9431e084eb75015d8a603895cbe3',NULL,NULL,NULL);
INSERT INTO listing VALUES(2,1853451612979605555,1,1767589200000,1767589200000,54,54,0,X'6303391a8f1284caefead27f702565e5',NULL,NULL,NULL);
INSERT INTO listing VALUES(2,1853542209946005555,2,1767675600000,1767675600000,54,0,0,X'6303391a8f1284caefead27f702565e5',NULL,NULL,NULL);
INSERT INTO listing VALUES(3,1853451612979880230,1,1767589200000,1767589200000,15,15,0,X'a61269d4467a0a54fb361cb12667208b',NULL,NULL,NULL);
INSERT INTO listing VALUES(3,1853542209946280230,2,1767675600000,1767675600000,15,0,0,X'a61269d4467a0a54fb361cb12667208b',NULL,NULL,NULL);
INSERT INTO listing VALUES(4,1853451612979971927,1,1767589200000,1767589200000,15,15,0,X'bc7579cb59b9f669e3a11862e44ba653',NULL,NULL,NULL);
INSERT INTO listing VALUES(4,1853542209946371927,2,1767675600000,1767675600000,15,0,0,X'bc7579cb59b9f669e3a11862e44ba653',NULL,NULL,NULL);
INSERT INTO listing VALUES(5,1853451612979200000,1,1767589200000,1767589200000,0,0,0,X'00000000000000000000000000000000',NULL,NULL,NULL);
INSERT INTO listing VALUES(5,1853542209945600000,2,1767675600000,1767675600000,0,0,0,X'00000000000000000000000000000000',NULL,NULL,NULL);
INSERT INTO listing VALUES(6,1853451612979836582,1,1767589200000,1767589200000,2,2,0,X'9b6a64e81edb92699e8f1e496f2f870b',NULL,NULL,NULL);
INSERT INTO listing VALUES(6,1853542209946236582,2,1767675600000,1767675600000,2,0,0,X'9b6a64e81edb92699e8f1e496f2f870b',NULL,NULL,NULL);
INSERT INTO listing VALUES(7,1853451626611041576,1,1767589213000,1767589213000,7,7,0,X'565283f39caae0f9c60ea5966788d42d',NULL,NULL,NULL);
INSERT INTO listing VALUES(7,1853542223577441576,2,1767675613000,1767675613000,7,0,0,X'565283f39caae0f9c60ea5966788d42d',NULL,NULL,NULL);
CREATE TABLE mark (
  source_id INTEGER PRIMARY KEY REFERENCES source,
  pos       INTEGER NOT NULL, -- the listing
  epoch     INTEGER NOT NULL, -- of history when it was kept
  clock_at  INTEGER NOT NULL, -- by this computer's clock then, unix ms
  token     TEXT NOT NULL     -- in the service's own form; without a sign-in it opens nothing
) STRICT;
INSERT INTO mark VALUES(4,1853542209946371927,0,1767675600000,'4 /v1.0/users/delta?$deltatoken=zp7skjv2BLVVDPVQyOF1sWWdLxtEDd7L93dMWMB8E6rK8o9K-Nm36T1H2dnV');
CREATE TABLE organization (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  tenant_id      TEXT NOT NULL,
  display_name   TEXT,
  default_domain TEXT,
  domains        TEXT, -- JSON array of verified names, sorted
  country        TEXT, -- two letters
  UNIQUE (source_id, hash)
) STRICT;
INSERT INTO organization VALUES(1,1,X'a5de9431e084eb75015d8a603895cbe3','90df369f-fa5f-49b9-bce4-844094530b63','Contoso','contoso.com','["contoso.com","contoso.onmicrosoft.com"]','NL');
CREATE TABLE organization_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES organization,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO organization_span VALUES(1,1,1853451612979879401,9223372036854775807);
CREATE TABLE seat (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  sku_id            TEXT NOT NULL,
  sku_part_number   TEXT, -- ENTERPRISEPACK
  applies_to        TEXT, -- User or Company
  capability_status TEXT, -- Enabled, Warning, Suspended, Deleted, LockedOut
  bought            INTEGER NOT NULL, -- units: prepaidUnits.enabled
  assigned          INTEGER NOT NULL, -- units: consumedUnits
  suspended         INTEGER NOT NULL, -- units
  warning           INTEGER NOT NULL, -- units
  locked_out        INTEGER NOT NULL, -- units
  UNIQUE (source_id, hash)
) STRICT;
INSERT INTO seat VALUES(1,2,X'0e1208e78eb4206e3dbcedfdad0fbd2a','6fd2c87f-b296-42f0-b197-1e91e994b900','ENTERPRISEPACK','User','Enabled',5,1,0,0,0);
INSERT INTO seat VALUES(2,2,X'113e232c1fe944615294812738148973','dcb1a3ae-b33f-4487-846a-a640262fadf4','POWERAPPS_VIRAL','User','Enabled',10000,0,0,0,0);
INSERT INTO seat VALUES(3,2,X'13245bb4c3d40ad6714e6779d396f1b0','5b631642-bd26-49fe-bd20-1daaa972ef80','POWERAPPS_DEV','User','Enabled',10000,0,0,0,0);
INSERT INTO seat VALUES(4,2,X'4f2e5b442ba9e81632b7a174b6a579e5','7ac9fe77-66b7-4e5e-9e46-10eed1cff547','DYN365_TEAM_MEMBERS','User','Enabled',5,0,0,0,0);
INSERT INTO seat VALUES(5,2,X'519f4d59a77107bc689c59fb3c251930','c7df2760-2c81-4ef7-b578-5b5392b571df','ENTERPRISEPREMIUM','User','Enabled',5,1,0,0,0);
INSERT INTO seat VALUES(6,2,X'52634fc383a5951d34e43f0bc529e6ba','4b585984-651b-448a-9e53-3b10f069cf7f','DESKLESSPACK','User','Enabled',5,0,0,0,0);
INSERT INTO seat VALUES(7,2,X'699d11dc2b3b2e1d188675e22b4bb4c4','f30db892-07e9-47e9-837c-80727f46fd3d','FLOW_FREE','User','Enabled',10000,0,0,0,0);
INSERT INTO seat VALUES(8,2,X'7ce64611e407838a76f0fd1fa1b1c61b','4a51bf65-409c-4a91-b845-1121b571cc9d','FLOW_PER_USER','User','Enabled',5,0,0,0,0);
INSERT INTO seat VALUES(9,2,X'8945c8f5a75bab2c32db228c19cb4e8f','b4d7b828-e8dc-4518-91f9-e123ae48440d','POWERAPPS_PER_APP_NEW','User','Enabled',5,0,0,0,0);
INSERT INTO seat VALUES(10,2,X'931ba8f9b8bfb2c38656f4c761871851','94a6fbd4-6a2f-4990-b356-dc7dd8bed08a','Dynamics_365_Customer_Service_Enterprise_admin_trial','User','Enabled',5,0,0,0,0);
INSERT INTO seat VALUES(11,2,X'9633ba4e5a2aa27951ee0bd486de6427','eda1941c-3c4f-4995-b5eb-e85a42175ab9','POWERAUTOMATE_ATTENDED_RPA','User','Enabled',5,1,0,0,0);
INSERT INTO seat VALUES(12,2,X'9a905b878aa89b5ddfb84787146c77fc','53818b1b-4a27-454b-8896-0dba576410e6','PROJECTPROFESSIONAL','User','Enabled',5,0,0,0,0);
INSERT INTO seat VALUES(13,2,X'b658bcc6c3b1733ec04837cfbe763847','18181a46-0d4e-45cd-891e-60aabd171b4e','STANDARDPACK','User','Enabled',5,1,0,0,0);
INSERT INTO seat VALUES(14,2,X'd15b79ff282f4332794eb1f85a2fc597','749742bf-0d37-4158-a120-33567104deeb','DYN365_ENTERPRISE_CUSTOMER_SERVICE','User','Enabled',5,0,0,0,0);
INSERT INTO seat VALUES(15,2,X'ec1ce830f27f6ef5957e0b90fd717598','b30411f5-fea1-4a59-9ad9-3db7c7ead579','POWERAPPS_PER_USER','User','Enabled',5,0,0,0,0);
CREATE TABLE seat_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES seat,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO seat_span VALUES(2,1,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,2,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,3,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,4,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,5,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,6,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,7,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,8,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,9,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,10,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,11,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,12,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,13,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,14,1853451612979605555,9223372036854775807);
INSERT INTO seat_span VALUES(2,15,1853451612979605555,9223372036854775807);
CREATE TABLE license_service (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  sku_id              TEXT NOT NULL,
  service_plan_id     TEXT NOT NULL,
  service_plan_name   TEXT, -- POWERAPPS_O365_P2
  applies_to          TEXT, -- User or Company
  provisioning_status TEXT,
  UNIQUE (source_id, hash)
) STRICT;
INSERT INTO license_service VALUES(1,2,X'054d85912f776cef8d07f0623dbc04d1','7ac9fe77-66b7-4e5e-9e46-10eed1cff547','4092fdb5-8d81-41d3-be76-aaba4074530b','DYN365_TEAM_MEMBERS','User','Success');
INSERT INTO license_service VALUES(2,2,X'09111733379fe2b92234291f4f3c1ee4','749742bf-0d37-4158-a120-33567104deeb','874fc546-6efe-4d22-90b8-5c4e7aa59f4b','POWERAPPS_DYN_APPS','User','Success');
INSERT INTO license_service VALUES(3,2,X'14edd2ac181e693710e511d08f1c8741','b30411f5-fea1-4a59-9ad9-3db7c7ead579','dc789ed8-0170-4b65-a415-eb77d5bb350a','Flow_PowerApps_PerUser','User','Success');
INSERT INTO license_service VALUES(4,2,X'163a2a8ec732c96e71b212dee4f9ef83','c7df2760-2c81-4ef7-b578-5b5392b571df','07699545-9485-468e-95b6-2fca3738be01','FLOW_O365_P3','User','Success');
INSERT INTO license_service VALUES(5,2,X'178e0cc56b6ea7ebc21c4197c19f763c','dcb1a3ae-b33f-4487-846a-a640262fadf4','d5368ca3-357e-4acb-9c21-8495fb025d1f','POWERAPPS_P2_VIRAL','User','Success');
INSERT INTO license_service VALUES(6,2,X'1d319825ae9c982a5f6b6cb2ae3b5fd7','7ac9fe77-66b7-4e5e-9e46-10eed1cff547','1ec58c70-f69c-486a-8109-4b87ce86e449','FLOW_DYN_TEAM','User','Success');
INSERT INTO license_service VALUES(7,2,X'2064d115151e408eca4ef2c5984146f5','7ac9fe77-66b7-4e5e-9e46-10eed1cff547','52e619e2-2730-439a-b0d3-d09ab7e8b705','POWERAPPS_DYN_TEAM','User','Success');
INSERT INTO license_service VALUES(8,2,X'25925d1e65bbde475ad8e6fd62192bf8','6fd2c87f-b296-42f0-b197-1e91e994b900','c68f8d98-5534-41c8-bf36-22fa496fa792','POWERAPPS_O365_P2','User','Success');
INSERT INTO license_service VALUES(9,2,X'2603af85c8e1838c0cf134d96da6a1d5','6fd2c87f-b296-42f0-b197-1e91e994b900','57ff2da0-773e-42df-b2af-ffb7a2317929','TEAMS1','User','Success');
INSERT INTO license_service VALUES(10,2,X'2962e5a28c9b0ddff0fe1b6b32659994','dcb1a3ae-b33f-4487-846a-a640262fadf4','d20bfa21-e9ae-43fc-93c2-20783f0840c3','FLOW_P2_VIRAL_REAL','User','Success');
INSERT INTO license_service VALUES(11,2,X'337f122baccc46d67f974b7855773eb0','53818b1b-4a27-454b-8896-0dba576410e6','fa200448-008c-4acb-abd4-ea106ed2199d','FLOW_FOR_PROJECT','User','Success');
INSERT INTO license_service VALUES(12,2,X'439fbe759c37ab2cd0e171ed9f6d6dcc','eda1941c-3c4f-4995-b5eb-e85a42175ab9','375cd0ad-c407-49fd-866a-0bff4f8a9a4d','POWER_AUTOMATE_ATTENDED_RPA','User','Success');
INSERT INTO license_service VALUES(13,2,X'50238973677475a96cfc8b7f6ed63707','b4d7b828-e8dc-4518-91f9-e123ae48440d','c539fa36-a64e-479a-82e1-e40ff2aa83ee','Flow_Per_APP','User','Success');
INSERT INTO license_service VALUES(14,2,X'5c99f5d75422602134f2423e968a338d','4a51bf65-409c-4a91-b845-1121b571cc9d','c5002c70-f725-4367-b409-f0eff4fee6c0','FLOW_PER_USER','User','Success');
INSERT INTO license_service VALUES(15,2,X'65f25e28117b0e3207ca1fe4ddaaecd1','18181a46-0d4e-45cd-891e-60aabd171b4e','9aaf7827-d63c-4b61-89c3-182f06f82e5c','EXCHANGE_S_STANDARD','User','Success');
INSERT INTO license_service VALUES(16,2,X'69e587e6d42dfd7d91094da0e6d8b4f0','b4d7b828-e8dc-4518-91f9-e123ae48440d','14f8dac2-0784-4daa-9cb2-6d670b088d64','POWERAPPS_PER_APP_NEW','User','Success');
INSERT INTO license_service VALUES(17,2,X'6de53cd8b9a56e1e8ac0a7a251380ab1','b30411f5-fea1-4a59-9ad9-3db7c7ead579','6ea4c1ef-c259-46df-bce2-943342cd3cb2','DYN365_CDS_P2','User','Success');
INSERT INTO license_service VALUES(18,2,X'700da02992640f9ddb2e4af12e621e45','749742bf-0d37-4158-a120-33567104deeb','7e6d7d78-73de-46ba-83b1-6d25117334ba','FLOW_DYN_APPS','User','Success');
INSERT INTO license_service VALUES(19,2,X'76d13418ce1a72f29f3696cc50acda07','4b585984-651b-448a-9e53-3b10f069cf7f','4a82b400-a79f-41a4-b4e2-e94f5787b113','EXCHANGE_S_DESKLESS','User','Success');
INSERT INTO license_service VALUES(20,2,X'77b818021c41e441bfcef8e1bd1c838b','c7df2760-2c81-4ef7-b578-5b5392b571df','9c0dab89-a30c-4117-86e7-97bda240acd2','POWERAPPS_O365_P3','User','Success');
INSERT INTO license_service VALUES(21,2,X'7c15311e92ffdb2c25cfe3e212f70fdb','c7df2760-2c81-4ef7-b578-5b5392b571df','57ff2da0-773e-42df-b2af-ffb7a2317929','TEAMS1','User','Success');
INSERT INTO license_service VALUES(22,2,X'7ca571c1dd637a9649bfb68168f040d4','b30411f5-fea1-4a59-9ad9-3db7c7ead579','ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86','POWERAPPS_PER_USER','User','Success');
INSERT INTO license_service VALUES(23,2,X'84f205bdace8a84cf87bc1ff126e0b10','6fd2c87f-b296-42f0-b197-1e91e994b900','efb87545-963c-4e0d-99df-69c6916d9eb0','EXCHANGE_S_ENTERPRISE','User','Success');
INSERT INTO license_service VALUES(24,2,X'a1308616d9c814acdb0528b7333752a6','53818b1b-4a27-454b-8896-0dba576410e6','50554c47-71d9-49fd-bc54-42a2765c555c','DYN365_CDS_PROJECT','User','Success');
INSERT INTO license_service VALUES(25,2,X'afb42862877603be183b39349ceb6eec','18181a46-0d4e-45cd-891e-60aabd171b4e','0f9b09cb-62d1-4ff4-9129-43f4996f83f4','FLOW_O365_P1','User','Success');
INSERT INTO license_service VALUES(26,2,X'b14b5e2f4a66f48a5efc865194134ab0','749742bf-0d37-4158-a120-33567104deeb','99340b49-fb81-4b1e-976b-8f2ae8e9394f','DYN365_ENTERPRISE_CUSTOMER_SERVICE','User','Success');
INSERT INTO license_service VALUES(27,2,X'bf2a976d921a957f74ba02c13fad4291','94a6fbd4-6a2f-4990-b356-dc7dd8bed08a','874fc546-6efe-4d22-90b8-5c4e7aa59f4b','POWERAPPS_DYN_APPS','User','Success');
INSERT INTO license_service VALUES(28,2,X'bf4bdabf2b8b7ff4f797061ecefca86b','c7df2760-2c81-4ef7-b578-5b5392b571df','efb87545-963c-4e0d-99df-69c6916d9eb0','EXCHANGE_S_ENTERPRISE','User','Success');
INSERT INTO license_service VALUES(29,2,X'c5565f08f7d5258532e2eb7fbab0f474','5b631642-bd26-49fe-bd20-1daaa972ef80','a2729df7-25f8-4e63-984b-8a8484121554','POWERAPPS_DEV_VIRAL','User','Success');
INSERT INTO license_service VALUES(30,2,X'd345e5fe146428d1e597d3fa763ec6ea','4b585984-651b-448a-9e53-3b10f069cf7f','e0287f9f-e222-4f98-9a83-f379e249159a','POWERAPPS_O365_S1','User','Success');
INSERT INTO license_service VALUES(31,2,X'da7edf47451923a9911a9a838f2fa431','4b585984-651b-448a-9e53-3b10f069cf7f','bd91b1a4-9f94-4ecf-b45b-3a65e5c8128a','FLOW_O365_S1','User','Success');
INSERT INTO license_service VALUES(32,2,X'dbbd8f186d2467961f1edb9ad827bd96','b4d7b828-e8dc-4518-91f9-e123ae48440d','6f0e9100-ff66-41ce-96fc-3d8b7ad26887','DATAVERSE_POWERAPPS_PER_APP_NEW','User','Success');
INSERT INTO license_service VALUES(33,2,X'dca48bfd7ca7f3069216e0a1762fac3c','f30db892-07e9-47e9-837c-80727f46fd3d','50e68c76-46c6-4674-81f9-75456511b170','FLOW_P2_VIRAL','User','Success');
INSERT INTO license_service VALUES(34,2,X'e2baac70366bfac07bc6ba7ed44eccc0','94a6fbd4-6a2f-4990-b356-dc7dd8bed08a','7e6d7d78-73de-46ba-83b1-6d25117334ba','FLOW_DYN_APPS','User','Success');
INSERT INTO license_service VALUES(35,2,X'e7ba6963a40da98fa088871d8db2f839','18181a46-0d4e-45cd-891e-60aabd171b4e','92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c','POWERAPPS_O365_P1','User','Success');
INSERT INTO license_service VALUES(36,2,X'e9bdb3036ef5bfd19425da2409a977a2','6fd2c87f-b296-42f0-b197-1e91e994b900','76846ad7-7776-4c40-a281-a386362dd1b9','FLOW_O365_P2','User','Success');
INSERT INTO license_service VALUES(37,2,X'f7b246daf05a8c119105360eb4328753','18181a46-0d4e-45cd-891e-60aabd171b4e','40b010bb-0b69-4654-ac5e-ba161433f4b4','DYN365_CDS_O365_P1','User','Success');
INSERT INTO license_service VALUES(38,2,X'fcb0eb17adc84aed3eb686ab6a1595d5','dcb1a3ae-b33f-4487-846a-a640262fadf4','17ab22cd-a0b3-4536-910a-cb6eb12696c0','DYN365_CDS_VIRAL','User','Success');
INSERT INTO license_service VALUES(39,2,X'ffa8f7469892da140c7720b814a7ae15','5b631642-bd26-49fe-bd20-1daaa972ef80','c7ce3f26-564d-4d3a-878d-d8ab868c85fe','FLOW_DEV_VIRAL','User','Success');
CREATE TABLE license_service_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES license_service,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO license_service_span VALUES(2,1,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,2,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,3,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,4,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,5,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,6,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,7,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,8,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,9,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,10,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,11,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,12,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,13,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,14,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,15,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,16,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,17,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,18,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,19,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,20,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,21,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,22,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,23,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,24,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,25,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,26,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,27,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,28,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,29,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,30,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,31,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,32,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,33,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,34,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,35,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,36,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,37,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,38,1853451612979605555,9223372036854775807);
INSERT INTO license_service_span VALUES(2,39,1853451612979605555,9223372036854775807);
CREATE TABLE subscription (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  subscription_id TEXT NOT NULL, -- the directory's own id of it
  sku_id          TEXT,
  sku_part_number TEXT, -- POWERAPPS_PER_USER
  status          TEXT, -- Enabled, Warning, Suspended, Deleted, LockedOut
  is_trial        INTEGER, -- null when not sent
  total           INTEGER NOT NULL, -- units: totalLicenses
  created_at      INTEGER, -- unix ms
  renews_at       INTEGER, -- unix ms, when it goes over into its next state if nobody renews it
  commerce_id     TEXT, -- its id in Microsoft's commerce system
  UNIQUE (source_id, hash)
) STRICT;
INSERT INTO subscription VALUES(1,3,X'00f40e9d08a7fd59bf3708209041e597','df7f0545-f55e-4b65-a802-a05c20fb25b4','5b631642-bd26-49fe-bd20-1daaa972ef80','POWERAPPS_DEV','Enabled',0,10000,1546837200000,1779685200000,'df7f0545-f55e-4b65-a802-a05c20fb25b4');
INSERT INTO subscription VALUES(2,3,X'0d6153298bab005d0de045955a9e1f85','75b0db65-c113-4c56-b703-6723eecff198','f30db892-07e9-47e9-837c-80727f46fd3d','FLOW_FREE','Enabled',0,10000,1546837200000,1782536400000,'75b0db65-c113-4c56-b703-6723eecff198');
INSERT INTO subscription VALUES(3,3,X'3ae43396d7541afdba3d5c243fc74987','55f49821-d5fd-47c8-a8d9-8d294152aa3a','94a6fbd4-6a2f-4990-b356-dc7dd8bed08a','Dynamics_365_Customer_Service_Enterprise_admin_trial','Enabled',1,5,1546837200000,1782709200000,'55f49821-d5fd-47c8-a8d9-8d294152aa3a');
INSERT INTO subscription VALUES(4,3,X'4c21c9096ac52575c87174751ff1aabd','29ac8496-4214-40bb-813d-88e90dce0596','c7df2760-2c81-4ef7-b578-5b5392b571df','ENTERPRISEPREMIUM','Enabled',0,5,1546837200000,1777352400000,'29ac8496-4214-40bb-813d-88e90dce0596');
INSERT INTO subscription VALUES(5,3,X'6159ee49f26d25e4198727310e64656d','011bc3b1-08a7-4931-b201-826cbeba0f9c','eda1941c-3c4f-4995-b5eb-e85a42175ab9','POWERAUTOMATE_ATTENDED_RPA','Enabled',0,5,1546837200000,1777698000000,'011bc3b1-08a7-4931-b201-826cbeba0f9c');
INSERT INTO subscription VALUES(6,3,X'7c0bd226288164bc9d34022a8be3f377','6cda4720-08f2-474b-b501-a29b62462974','53818b1b-4a27-454b-8896-0dba576410e6','PROJECTPROFESSIONAL','Enabled',0,5,1546837200000,1777093200000,'6cda4720-08f2-474b-b501-a29b62462974');
INSERT INTO subscription VALUES(7,3,X'925244fe471514a0c6175028b90911c4','be58b5e5-9a13-46ec-9b53-7b152778816f','4a51bf65-409c-4a91-b845-1121b571cc9d','FLOW_PER_USER','Enabled',0,5,1546837200000,1796533200000,'be58b5e5-9a13-46ec-9b53-7b152778816f');
INSERT INTO subscription VALUES(8,3,X'ba5d7066799c95c8f7f8796c01959722','b1310f0a-2cce-4770-86d6-63ea0fdfb39b','749742bf-0d37-4158-a120-33567104deeb','DYN365_ENTERPRISE_CUSTOMER_SERVICE','Enabled',0,5,1546837200000,1771390800000,'b1310f0a-2cce-4770-86d6-63ea0fdfb39b');
INSERT INTO subscription VALUES(9,3,X'c729188aa1ea0603917fcdca398d7935','58663861-cfba-4dab-953e-ee4c47a8857a','7ac9fe77-66b7-4e5e-9e46-10eed1cff547','DYN365_TEAM_MEMBERS','Enabled',0,5,1546837200000,1788843600000,'58663861-cfba-4dab-953e-ee4c47a8857a');
INSERT INTO subscription VALUES(10,3,X'd09e5729e5e6a9fea663461b874c5e8b','b582561c-145c-422a-9147-61bb4c32b9b0','4b585984-651b-448a-9e53-3b10f069cf7f','DESKLESSPACK','Enabled',0,5,1546837200000,1778302800000,'b582561c-145c-422a-9147-61bb4c32b9b0');
INSERT INTO subscription VALUES(11,3,X'd0f7dab45b1179b13509085f494bcf25','7aae323d-46fc-4baf-b6a2-b2d7e7e3929d','b4d7b828-e8dc-4518-91f9-e123ae48440d','POWERAPPS_PER_APP_NEW','Enabled',0,5,1546837200000,1780808400000,'7aae323d-46fc-4baf-b6a2-b2d7e7e3929d');
INSERT INTO subscription VALUES(12,3,X'd9088b1b2374c68af267897187bda1cd','a5361668-7afa-443c-a2e8-b3bc22b57c7e','6fd2c87f-b296-42f0-b197-1e91e994b900','ENTERPRISEPACK','Enabled',0,5,1546837200000,1771477200000,'a5361668-7afa-443c-a2e8-b3bc22b57c7e');
INSERT INTO subscription VALUES(13,3,X'dbbce9a10ab54b2d6e43876601d8eece','de4ad886-8133-4eda-b413-84a979afe13c','dcb1a3ae-b33f-4487-846a-a640262fadf4','POWERAPPS_VIRAL','Enabled',1,10000,1546837200000,1771218000000,'de4ad886-8133-4eda-b413-84a979afe13c');
INSERT INTO subscription VALUES(14,3,X'de45c658db84216238f7b6e623afe6ea','30c7595d-0fbe-4ef5-ad50-a0d627c917ff','18181a46-0d4e-45cd-891e-60aabd171b4e','STANDARDPACK','Enabled',0,5,1546837200000,1792558800000,'30c7595d-0fbe-4ef5-ad50-a0d627c917ff');
INSERT INTO subscription VALUES(15,3,X'ead7101aa7dd3a523016276ecf7b06f7','87ee6fb9-dda1-4f9d-b8c5-adf111986ef0','b30411f5-fea1-4a59-9ad9-3db7c7ead579','POWERAPPS_PER_USER','Enabled',0,5,1546837200000,1779771600000,'87ee6fb9-dda1-4f9d-b8c5-adf111986ef0');
CREATE TABLE subscription_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES subscription,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO subscription_span VALUES(3,1,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,2,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,3,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,4,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,5,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,6,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,7,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,8,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,9,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,10,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,11,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,12,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,13,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,14,1853451612979880230,9223372036854775807);
INSERT INTO subscription_span VALUES(3,15,1853451612979880230,9223372036854775807);
CREATE TABLE license_group (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  group_id     TEXT NOT NULL,
  display_name TEXT,
  UNIQUE (source_id, hash)
) STRICT;
INSERT INTO license_group VALUES(1,6,X'103b2d74e62d8f22a5c66bc0930e23b8','18e5ae2d-cd57-461a-af7b-06116fd18bd5','Licenses: Office 365 E5, Headquarters');
INSERT INTO license_group VALUES(2,6,X'8b2f377338ae0346f8c8b288dc216353','6d81705d-5626-45fe-895a-7bd0cabacac0','Licenses: Office 365 E1, Branches');
CREATE TABLE license_group_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES license_group,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO license_group_span VALUES(6,1,1853451612979836582,9223372036854775807);
INSERT INTO license_group_span VALUES(6,2,1853451612979836582,9223372036854775807);
CREATE TABLE user (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_id             TEXT NOT NULL, -- Entra object id
  display_name        TEXT,
  user_principal_name TEXT,
  mail                TEXT,
  proxy_addresses     TEXT, -- JSON array as sent, sorted
  account_enabled     INTEGER, -- 0 = sign-in blocked; null when not sent
  user_type           TEXT, -- Member or Guest
  created_at          INTEGER, -- unix ms
  department          TEXT,
  company_name        TEXT,
  job_title           TEXT,
  country             TEXT,
  office_location     TEXT,
  usage_location      TEXT,
  cost_center         TEXT,
  manager_id          TEXT, -- object id; null when nobody manages it, and when it was not asked for
  UNIQUE (source_id, hash)
) STRICT;
INSERT INTO user VALUES(1,4,X'2ea295e5297be952a12d1dce01c99a36','0e8d6043-427e-46c6-b92f-435111a5ff78','Amelia Taylor','amelia.taylor@contoso.com','amelia.taylor@contoso.com','["SMTP:amelia.taylor@contoso.com","smtp:amelia.taylor@contoso.onmicrosoft.com"]',1,'Member',1684885250000,'IT','Contoso Nederland B.V.','Recruiter','NL','Utrecht / 4e verdieping','NL','3100-NL',NULL);
INSERT INTO user VALUES(2,4,X'38da1e7ec2bf9aa34b75765a0aa05ceb','7beb659f-bc03-4047-a97a-aa3769f24142','Zeynep Yılmaz','zeynep.yilmaz@contoso.com','zeynep.yilmaz@contoso.com','["SMTP:zeynep.yilmaz@contoso.com","smtp:zeynep.yilmaz@contoso.onmicrosoft.com"]',1,'Member',1700460029000,'Research and Development','Contoso Deutschland GmbH','Receptionist','DE','Düsseldorf','DE','3300-DE',NULL);
INSERT INTO user VALUES(3,4,X'85b184cef6b5e6b75cf9fa2c2c595801','34aa9b21-a6f0-4781-97b5-5bdec9d505cb',NULL,'sofia.vazquez@contoso.com','sofia.vazquez@contoso.com','["SMTP:sofia.vazquez@contoso.com","smtp:sofia.vazquez@contoso.onmicrosoft.com"]',1,'Member',1683857939000,'Sales','Contoso Inc.','Controller','US','Redmond','US','1100-US',NULL);
INSERT INTO user VALUES(4,4,X'aadbf4080d6f4e946831a07532069d72','c864b7d6-28ad-47ca-bea6-197ed1eabb3f','Maaike Meijer','maaike.meijer@contoso.com','maaike.meijer@contoso.com','["SMTP:maaike.meijer@contoso.com","smtp:maaike.meijer@contoso.onmicrosoft.com"]',1,'Member',1581528177000,'Logistics','Contoso Nederland B.V.','Field Technician','NL','Utrecht / 4e verdieping','NL','4200-NL',NULL);
CREATE TABLE user_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES user,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO user_span VALUES(4,1,1853451612979971927,9223372036854775807);
INSERT INTO user_span VALUES(4,2,1853451612979971927,9223372036854775807);
INSERT INTO user_span VALUES(4,3,1853451612979971927,9223372036854775807);
INSERT INTO user_span VALUES(4,4,1853451612979971927,9223372036854775807);
CREATE TABLE assignment (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_id           TEXT NOT NULL,
  sku_id            TEXT NOT NULL, -- of an export, which knows no ids: the license's name as said
  assigned_by_group TEXT, -- object id of the group; null = direct
  state             TEXT, -- Active, ActiveWithError, Disabled, Error
  error             TEXT, -- None, CountViolation, ...
  disabled_plans    TEXT, -- JSON array of service plan ids, sorted
  updated_at        INTEGER, -- unix ms
  UNIQUE (source_id, hash)
) STRICT;
INSERT INTO assignment VALUES(1,4,X'7260c84150547d07b04434d309daceb9','c864b7d6-28ad-47ca-bea6-197ed1eabb3f','6fd2c87f-b296-42f0-b197-1e91e994b900',NULL,'Active','None',NULL,1709036261000);
INSERT INTO assignment VALUES(2,4,X'ce9f418ca41f74dfac61d009d15b3bec','7beb659f-bc03-4047-a97a-aa3769f24142','18181a46-0d4e-45cd-891e-60aabd171b4e','6d81705d-5626-45fe-895a-7bd0cabacac0','Active','None',NULL,1724640973000);
INSERT INTO assignment VALUES(3,4,X'fa3cf9042f1a2c66fc0453558e72edcd','34aa9b21-a6f0-4781-97b5-5bdec9d505cb','eda1941c-3c4f-4995-b5eb-e85a42175ab9',NULL,'Active','None',NULL,1703762516000);
INSERT INTO assignment VALUES(4,4,X'fc9f14b90a907785404c24299c418567','0e8d6043-427e-46c6-b92f-435111a5ff78','c7df2760-2c81-4ef7-b578-5b5392b571df','18e5ae2d-cd57-461a-af7b-06116fd18bd5','Active','None',NULL,1738748815000);
CREATE TABLE assignment_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES assignment,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO assignment_span VALUES(4,1,1853451612979971927,9223372036854775807);
INSERT INTO assignment_span VALUES(4,2,1853451612979971927,9223372036854775807);
INSERT INTO assignment_span VALUES(4,3,1853451612979971927,9223372036854775807);
INSERT INTO assignment_span VALUES(4,4,1853451612979971927,9223372036854775807);
CREATE TABLE assigned_plan (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_id           TEXT NOT NULL,
  service_plan_id   TEXT NOT NULL,
  capability_status TEXT, -- Enabled, Warning, Suspended, LockedOut
  assigned_at       INTEGER, -- unix ms
  UNIQUE (source_id, hash)
) STRICT;
INSERT INTO assigned_plan VALUES(1,4,X'157b8eb5e49397845e419484e23a1c5a','7beb659f-bc03-4047-a97a-aa3769f24142','92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c','Enabled',1724640973000);
INSERT INTO assigned_plan VALUES(2,4,X'37a7eba34bb2bb7d5f709df2e500ae3b','0e8d6043-427e-46c6-b92f-435111a5ff78','9c0dab89-a30c-4117-86e7-97bda240acd2','Enabled',1738748815000);
INSERT INTO assigned_plan VALUES(3,4,X'37f05eb8a9a6ac8d3bff12a783e4ae27','c864b7d6-28ad-47ca-bea6-197ed1eabb3f','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1709036261000);
INSERT INTO assigned_plan VALUES(4,4,X'76819ddb56ac4784c6c667ba707f3f18','34aa9b21-a6f0-4781-97b5-5bdec9d505cb','375cd0ad-c407-49fd-866a-0bff4f8a9a4d','Enabled',1703762516000);
INSERT INTO assigned_plan VALUES(5,4,X'8bae40de8242ee17b8bf36d5bbe51df2','0e8d6043-427e-46c6-b92f-435111a5ff78','07699545-9485-468e-95b6-2fca3738be01','Enabled',1738748815000);
INSERT INTO assigned_plan VALUES(6,4,X'91fb705426fa12b7f793c9e6a7da2f3e','c864b7d6-28ad-47ca-bea6-197ed1eabb3f','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1709036261000);
INSERT INTO assigned_plan VALUES(7,4,X'd3500ce561645f712811bfa7543936e2','7beb659f-bc03-4047-a97a-aa3769f24142','0f9b09cb-62d1-4ff4-9129-43f4996f83f4','Enabled',1724640973000);
CREATE TABLE assigned_plan_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES assigned_plan,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO assigned_plan_span VALUES(4,1,1853451612979971927,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(4,2,1853451612979971927,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(4,3,1853451612979971927,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(4,4,1853451612979971927,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(4,5,1853451612979971927,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(4,6,1853451612979971927,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(4,7,1853451612979971927,9223372036854775807);
CREATE TABLE deleted_user (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_id             TEXT NOT NULL,
  display_name        TEXT,
  user_principal_name TEXT, -- with the object id in front
  mail                TEXT,
  deleted_at          INTEGER, -- unix ms
  UNIQUE (source_id, hash)
) STRICT;
CREATE TABLE deleted_user_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES deleted_user,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE TABLE report_row (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_name       TEXT, -- as said; fillers stay
  email_address   TEXT, -- as said; fillers stay
  service         TEXT,
  license         TEXT,
  assigned_date   TEXT, -- 2017-02-21, 2022-02-28T04:00Z or 2022-02-28T04:00:48Z
  is_trial        INTEGER, -- null when the cell was blank
  expiration_date TEXT, -- as assigned_date
  ordinal         INTEGER NOT NULL, -- 0 for the first of equal lines of a listing, then 1, 2, ...
  UNIQUE (source_id, hash)
) STRICT;
INSERT INTO report_row VALUES(1,7,X'14b8d6a9942cbaab7f45f486d7421b16','Maaike Meijer','maaike.meijer@contoso.com','Power Apps for Office 365','Office 365 E3','2024-02-27T12:17:41Z',0,NULL,0);
INSERT INTO report_row VALUES(2,7,X'1cb85495695a222233715ab1fc2b0441',NULL,'sofia.vazquez@contoso.com','Power Automate RPA Attended','Power Automate Premium','2023-12-28T11:21:56Z',0,NULL,0);
INSERT INTO report_row VALUES(3,7,X'3fe6d9a280e0a901001b6da812dcab64','Zeynep Yılmaz','zeynep.yilmaz@contoso.com','Power Apps for Office 365','Office 365 E1','2024-08-26T02:56:13Z',0,NULL,0);
INSERT INTO report_row VALUES(4,7,X'7ec61f403c6192b4061e06c58499d359','Amelia Taylor','amelia.taylor@contoso.com','Power Apps for Office 365 (Plan 3)','Office 365 E5','2025-02-05T09:46:55Z',0,NULL,0);
INSERT INTO report_row VALUES(5,7,X'9465877ab9ac68efaa12eb4a89db9ade','Amelia Taylor','amelia.taylor@contoso.com','Power Automate for Office 365','Office 365 E5','2025-02-05T09:46:55Z',0,NULL,0);
INSERT INTO report_row VALUES(6,7,X'd4edfdad0554da721593a290f0c68287','Maaike Meijer','maaike.meijer@contoso.com','Power Automate for Office 365','Office 365 E3','2024-02-27T12:17:41Z',0,NULL,0);
INSERT INTO report_row VALUES(7,7,X'fce0daaa22e085154d775414820318b4','Zeynep Yılmaz','zeynep.yilmaz@contoso.com','Power Automate for Office 365','Office 365 E1','2024-08-26T02:56:13Z',0,NULL,0);
CREATE TABLE report_row_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES report_row,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO report_row_span VALUES(7,1,1853451626611041576,9223372036854775807);
INSERT INTO report_row_span VALUES(7,2,1853451626611041576,9223372036854775807);
INSERT INTO report_row_span VALUES(7,3,1853451626611041576,9223372036854775807);
INSERT INTO report_row_span VALUES(7,4,1853451626611041576,9223372036854775807);
INSERT INTO report_row_span VALUES(7,5,1853451626611041576,9223372036854775807);
INSERT INTO report_row_span VALUES(7,6,1853451626611041576,9223372036854775807);
INSERT INTO report_row_span VALUES(7,7,1853451626611041576,9223372036854775807);
CREATE TABLE license_use (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_id          TEXT, -- Entra object id, null when not said
  user_name        TEXT, -- as said
  email_address    TEXT, -- as said
  license          TEXT, -- what covered the launch, or what is assigned
  required_license TEXT, -- what the download says is missing
  environment      TEXT,
  app              TEXT,
  last_used        TEXT, -- the last launch: 2026-03-31, 2026-03-31T04:00Z or 2026-03-31T04:00:48Z
  ordinal          INTEGER NOT NULL, -- 0 for the first of equal lines of a listing, then 1, 2, ...
  UNIQUE (source_id, hash)
) STRICT;
CREATE TABLE license_use_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES license_use,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE TABLE evidence (
  user_id   TEXT NOT NULL,
  at        INTEGER NOT NULL, -- unix ms, when Microsoft answered
  source_id INTEGER NOT NULL REFERENCES source,
  is_found  INTEGER NOT NULL CHECK (is_found IN (0, 1)),
  PRIMARY KEY (user_id, at, source_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE activity_user (
  user_no INTEGER PRIMARY KEY,
  user_id TEXT NOT NULL UNIQUE -- Entra object id
) STRICT;
CREATE TABLE activity (
  source_id INTEGER NOT NULL REFERENCES source,
  day       TEXT NOT NULL CHECK (length(day) IN (7, 10)), -- 2026-03-31, or 2026-03
  product   TEXT NOT NULL CHECK (product IN ('power_apps', 'power_automate', 'other')),
  users     BLOB NOT NULL, -- ascending numbers of users, each as the unsigned varint of its distance to the one before
  PRIMARY KEY (source_id, day, product)
) STRICT;
CREATE TABLE activity_slice (
  source_id    INTEGER NOT NULL REFERENCES source,
  day          TEXT NOT NULL CHECK (length(day) = 10), -- 2026-03-31
  product      TEXT NOT NULL CHECK (product IN ('power_apps', 'power_automate', 'other')),
  published_at INTEGER NOT NULL, -- unix ms, when the source was read
  PRIMARY KEY (source_id, day, product)
) STRICT, WITHOUT ROWID;
CREATE TABLE price (
  sku_id    TEXT NOT NULL,
  from_date TEXT NOT NULL CHECK (length(from_date) = 10), -- 2026-03-31, in the ledger's zone
  currency  TEXT NOT NULL CHECK (length(currency) = 3),   -- ISO 4217
  amount    INTEGER CHECK (amount >= 0),                  -- 1/100 of the currency
  per       TEXT NOT NULL CHECK (per IN ('month', 'year')),
  PRIMARY KEY (sku_id, from_date)
) STRICT, WITHOUT ROWID;
CREATE TABLE saved_view (
  name TEXT NOT NULL PRIMARY KEY,
  body TEXT NOT NULL CHECK (json_valid(body)) -- see ledger.SavedView
) STRICT, WITHOUT ROWID;
CREATE TABLE erased (
  key_hash  BLOB NOT NULL PRIMARY KEY,
  erased_at INTEGER NOT NULL -- unix ms
) STRICT, WITHOUT ROWID;
CREATE TABLE thinned (
  source_id INTEGER NOT NULL REFERENCES source,
  pos       INTEGER NOT NULL,
  PRIMARY KEY (source_id, pos)
) STRICT, WITHOUT ROWID;
CREATE TABLE user_address (
  address TEXT NOT NULL, -- folded, see ledger.FoldAddress
  fact_id INTEGER NOT NULL REFERENCES user,
  PRIMARY KEY (address, fact_id)
) STRICT, WITHOUT ROWID;
INSERT INTO user_address VALUES('amelia.taylor@contoso.com',1);
INSERT INTO user_address VALUES('amelia.taylor@contoso.onmicrosoft.com',1);
INSERT INTO user_address VALUES('maaike.meijer@contoso.com',4);
INSERT INTO user_address VALUES('maaike.meijer@contoso.onmicrosoft.com',4);
INSERT INTO user_address VALUES('sofia.vazquez@contoso.com',3);
INSERT INTO user_address VALUES('sofia.vazquez@contoso.onmicrosoft.com',3);
INSERT INTO user_address VALUES('zeynep.yilmaz@contoso.com',2);
INSERT INTO user_address VALUES('zeynep.yilmaz@contoso.onmicrosoft.com',2);
CREATE TABLE departure (
  user_id      TEXT NOT NULL,
  left_pos     INTEGER NOT NULL, -- first listing of the directory that lacks it; 0 when the directory never had it, 9223372036854775807 when only a look-up tells
  left_after   INTEGER,          -- unix ms; null when the directory never had it
  left_before  INTEGER NOT NULL, -- unix ms
  deleted_at   INTEGER,          -- unix ms; null when the deleted users did not tell
  confirmed_at INTEGER,          -- unix ms of the look-up that answered 404; null without one
  is_confirmed INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)), -- 0: only an export lacks it
  last_pos     INTEGER,          -- last listing that had it; null when the directory never had it
  returned_pos INTEGER,          -- first listing that has it again; null while it is away
  last_fact_id INTEGER REFERENCES user, -- what was last said of it; null when the directory never had it
  PRIMARY KEY (user_id, left_pos)
) STRICT, WITHOUT ROWID;
CREATE TABLE zone_step (
  source_id   INTEGER NOT NULL REFERENCES source,
  pos         INTEGER NOT NULL, -- of the listing
  than_source INTEGER NOT NULL REFERENCES source,
  than_pos    INTEGER NOT NULL, -- of the other
  minutes     INTEGER NOT NULL, -- 0 when nothing could be measured
  PRIMARY KEY (source_id, pos)
) STRICT, WITHOUT ROWID;
CREATE TABLE wording (
  wording_id INTEGER PRIMARY KEY, -- follows from the other columns
  service    TEXT NOT NULL,    -- as said; '' when not
  license    TEXT NOT NULL,    -- as said; '' when not
  precision  INTEGER NOT NULL, -- of assigned_date: 1 = day, 2 = minute, 3 = second, 0 = no date
  named_by   TEXT NOT NULL CHECK (named_by IN ('address', 'name', 'nothing'))
) STRICT;
INSERT INTO wording VALUES(357481057711963392,'Power Automate RPA Attended','Power Automate Premium',3,'address');
INSERT INTO wording VALUES(3586172320019917703,'Power Automate for Office 365','Office 365 E5',3,'address');
INSERT INTO wording VALUES(4491402898008535760,'Power Automate for Office 365','Office 365 E3',3,'address');
INSERT INTO wording VALUES(6149332228769358676,'Power Apps for Office 365 (Plan 3)','Office 365 E5',3,'address');
INSERT INTO wording VALUES(6667963033985727961,'Power Automate for Office 365','Office 365 E1',3,'address');
INSERT INTO wording VALUES(8356866573972275172,'Power Apps for Office 365','Office 365 E1',3,'address');
INSERT INTO wording VALUES(8976470521786679581,'Power Apps for Office 365','Office 365 E3',3,'address');
CREATE TABLE unknown_row (
  fact_id       INTEGER NOT NULL PRIMARY KEY REFERENCES report_row,
  assigned_date TEXT NOT NULL, -- as said; '' when not
  wording_id    INTEGER NOT NULL
) STRICT;
CREATE TABLE address_spelling (
  address TEXT NOT NULL, -- folded, see ledger.FoldAddress
  said    TEXT NOT NULL,
  PRIMARY KEY (address, said)
) STRICT, WITHOUT ROWID;
CREATE TABLE identity (
  fact_id    INTEGER NOT NULL REFERENCES report_row,
  from_pos   INTEGER NOT NULL,
  confidence TEXT NOT NULL CHECK (confidence IN ('certain', 'likely', 'one_of_n', 'none')),
  why        TEXT,    -- see ledger.ConfidenceReason; null where nobody can be told
  user_id    TEXT,    -- of the one candidate, where the directory knows the account
  name       TEXT,    -- last known, of the one candidate
  email      TEXT,    -- last known, of the one candidate
  since_from INTEGER, -- unix ms: the last listing that named the person's row
  since_to   INTEGER, -- unix ms: the first that said Unknown
  candidates TEXT NOT NULL CHECK (json_valid(candidates)), -- JSON array of ledger.Candidate
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
CREATE TABLE concluded (
  source_id INTEGER NOT NULL PRIMARY KEY REFERENCES source,
  listings  INTEGER NOT NULL, -- how many there were
  newest    INTEGER NOT NULL  -- position of the last
) STRICT;
INSERT INTO concluded VALUES(4,2,1853542209946371927);
INSERT INTO concluded VALUES(7,2,1853542223577441576);
CREATE TABLE image (
  source_id INTEGER NOT NULL PRIMARY KEY REFERENCES source,
  format    INTEGER NOT NULL, -- of the parts
  epoch     INTEGER NOT NULL, -- of the history when it was made
  pos       INTEGER NOT NULL, -- newest listing in it
  facts     INTEGER NOT NULL  -- number of facts in it
) STRICT;
CREATE TABLE image_part (
  source_id INTEGER NOT NULL REFERENCES image,
  name      TEXT NOT NULL,    -- dict/department, report_row/from, report_row/department, ...
  piece     INTEGER NOT NULL, -- 0, 1, ...
  body      BLOB NOT NULL,
  UNIQUE (source_id, name, piece)
) STRICT;
CREATE TABLE list_count (
  users_pos INTEGER NOT NULL,
  skus_pos  INTEGER NOT NULL, -- 0 when the licenses were not read
  rows      INTEGER NOT NULL,
  PRIMARY KEY (users_pos, skus_pos)
) STRICT, WITHOUT ROWID;
CREATE INDEX snapshot_at ON snapshot (at);
CREATE UNIQUE INDEX listing_file ON listing (file_hash) WHERE file_hash IS NOT NULL;
CREATE INDEX listing_snapshot ON listing (snapshot_id);
CREATE INDEX organization_span_at ON organization_span (source_id, to_pos, from_pos);
CREATE INDEX seat_span_at ON seat_span (source_id, to_pos, from_pos);
CREATE INDEX license_service_span_at ON license_service_span (source_id, to_pos, from_pos);
CREATE INDEX subscription_span_at ON subscription_span (source_id, to_pos, from_pos);
CREATE INDEX license_group_span_at ON license_group_span (source_id, to_pos, from_pos);
CREATE INDEX user_user ON user (user_id);
CREATE INDEX user_span_at ON user_span (source_id, to_pos, from_pos);
CREATE INDEX assignment_user ON assignment (user_id);
CREATE INDEX assignment_span_at ON assignment_span (source_id, to_pos, from_pos);
CREATE INDEX assigned_plan_user ON assigned_plan (user_id);
CREATE INDEX assigned_plan_fingerprint ON assigned_plan (assigned_at, service_plan_id);
CREATE INDEX assigned_plan_span_at ON assigned_plan_span (source_id, to_pos, from_pos);
CREATE INDEX deleted_user_user ON deleted_user (user_id);
CREATE INDEX deleted_user_span_at ON deleted_user_span (source_id, to_pos, from_pos);
CREATE INDEX report_row_assigned ON report_row (assigned_date, service, license);
CREATE INDEX report_row_address ON report_row (email_address COLLATE NOCASE);
CREATE INDEX report_row_span_at ON report_row_span (source_id, to_pos, from_pos);
CREATE INDEX license_use_address ON license_use (email_address COLLATE NOCASE);
CREATE INDEX license_use_user ON license_use (user_id);
CREATE INDEX license_use_span_at ON license_use_span (source_id, to_pos, from_pos);
CREATE INDEX unknown_row_like ON unknown_row (assigned_date, wording_id);
COMMIT;
