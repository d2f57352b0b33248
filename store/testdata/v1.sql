-- A ledger of version 1, as the program that wrote version 1 made it: a simulated tenant of 25 people (seed 8) synced on
-- eight days of January 2026, and two lists of 2017 imported after them. Text, so that it can be read and compared;
-- tests load it through SQLite. v1.dump.txt is what that program said of it.
PRAGMA application_id = 1280075634;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE setting (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('derived_version','1');
INSERT INTO setting VALUES('generation','52');
INSERT INTO setting VALUES('sample','{"seed":8,"users":25,"start":"2026-01-05T05:00:00Z","days":8}');
INSERT INTO setting VALUES('zone','"UTC"');
CREATE TABLE source (
  source_id INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO source VALUES(1,'graph.organization');
INSERT INTO source VALUES(2,'graph.subscribedSkus');
INSERT INTO source VALUES(3,'graph.users');
INSERT INTO source VALUES(4,'graph.deletedUsers');
INSERT INTO source VALUES(5,'powerplatform.licenseReport');
INSERT INTO source VALUES(6,'file.licenseReport2017');
INSERT INTO source VALUES(7,'file.licenseReport2022');
CREATE TABLE run (
  run_id      INTEGER PRIMARY KEY,
  kind        TEXT NOT NULL CHECK (kind IN ('sync', 'import')),
  state       TEXT NOT NULL CHECK (state IN ('running', 'complete', 'partial', 'failed', 'canceled')),
  started_at  INTEGER NOT NULL, -- of this machine's clock, unix ms
  ended_at    INTEGER,          -- null while running or interrupted
  app_version TEXT NOT NULL
) STRICT;
INSERT INTO run VALUES(1,'sync','complete',1795365097543,1795365097567,'0.1.0-dev');
INSERT INTO run VALUES(2,'sync','complete',1795365097568,1795365097580,'0.1.0-dev');
INSERT INTO run VALUES(3,'sync','complete',1795365097581,1795365097593,'0.1.0-dev');
INSERT INTO run VALUES(4,'sync','complete',1795365097594,1795365097606,'0.1.0-dev');
INSERT INTO run VALUES(5,'sync','complete',1795365097607,1795365097621,'0.1.0-dev');
INSERT INTO run VALUES(6,'sync','complete',1795365097622,1795365097634,'0.1.0-dev');
INSERT INTO run VALUES(7,'sync','complete',1795365097635,1795365097649,'0.1.0-dev');
INSERT INTO run VALUES(8,'sync','complete',1795365097649,1795365097661,'0.1.0-dev');
INSERT INTO run VALUES(9,'import','complete',1795365097683,1795365097686,'0.1.0-dev');
INSERT INTO run VALUES(10,'import','complete',1795365097686,1795365097688,'0.1.0-dev');
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
INSERT INTO snapshot VALUES(3,3,1767762013000,'date_header',NULL,0,1);
INSERT INTO snapshot VALUES(4,4,1767848413000,'date_header',NULL,0,1);
INSERT INTO snapshot VALUES(5,5,1767934813000,'date_header',NULL,0,1);
INSERT INTO snapshot VALUES(6,6,1768021213000,'date_header',NULL,0,1);
INSERT INTO snapshot VALUES(7,7,1768107613000,'date_header',NULL,0,1);
INSERT INTO snapshot VALUES(8,8,1768194013000,'date_header',NULL,0,1);
INSERT INTO snapshot VALUES(9,9,1488412799000,'file_name','2017-03-01 licenses.csv',0,1);
INSERT INTO snapshot VALUES(10,10,1491091199000,'file_name','2017-04-01 licenses.csv',0,1);
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
  file_hash    TEXT,             -- SHA-256 of an imported file; null for what came over the wire
  file_name    TEXT,
  PRIMARY KEY (source_id, pos)
) STRICT, WITHOUT ROWID;
INSERT INTO listing VALUES(1,1853451612979879401,1,1767589200000,1767589200000,1,1,0,X'a5de9431e084eb75015d8a603895cbe3',NULL,NULL);
INSERT INTO listing VALUES(1,1853542209946279401,2,1767675600000,1767675600000,1,0,0,X'a5de9431e084eb75015d8a603895cbe3',NULL,NULL);
INSERT INTO listing VALUES(1,1853632806912679401,3,1767762000000,1767762000000,1,0,0,X'a5de9431e084eb75015d8a603895cbe3',NULL,NULL);
INSERT INTO listing VALUES(1,1853723403879079401,4,1767848400000,1767848400000,1,0,0,X'a5de9431e084eb75015d8a603895cbe3',NULL,NULL);
INSERT INTO listing VALUES(1,1853814000845479401,5,1767934800000,1767934800000,1,0,0,X'a5de9431e084eb75015d8a603895cbe3',NULL,NULL);
INSERT INTO listing VALUES(1,1853904597811879401,6,1768021200000,1768021200000,1,0,0,X'a5de9431e084eb75015d8a603895cbe3',NULL,NULL);
INSERT INTO listing VALUES(1,1853995194778279401,7,1768107600000,1768107600000,1,0,0,X'a5de9431e084eb75015d8a603895cbe3',NULL,NULL);
INSERT INTO listing VALUES(1,1854085791744679401,8,1768194000000,1768194000000,1,0,0,X'a5de9431e084eb75015d8a603895cbe3',NULL,NULL);
INSERT INTO listing VALUES(2,1853451612980139523,1,1767589200000,1767589200000,54,54,0,X'e560332ed6f7a6b707766e3a403205bb',NULL,NULL);
INSERT INTO listing VALUES(2,1853542209946539523,2,1767675600000,1767675600000,54,0,0,X'e560332ed6f7a6b707766e3a403205bb',NULL,NULL);
INSERT INTO listing VALUES(2,1853632806912615745,3,1767762000000,1767762000000,54,2,2,X'96541fd40aaf174fa59ac77fd2318770',NULL,NULL);
INSERT INTO listing VALUES(2,1853723403879015745,4,1767848400000,1767848400000,54,0,0,X'96541fd40aaf174fa59ac77fd2318770',NULL,NULL);
INSERT INTO listing VALUES(2,1853814000845415745,5,1767934800000,1767934800000,54,0,0,X'96541fd40aaf174fa59ac77fd2318770',NULL,NULL);
INSERT INTO listing VALUES(2,1853904597811815745,6,1768021200000,1768021200000,54,0,0,X'96541fd40aaf174fa59ac77fd2318770',NULL,NULL);
INSERT INTO listing VALUES(2,1853995194778215745,7,1768107600000,1768107600000,54,0,0,X'96541fd40aaf174fa59ac77fd2318770',NULL,NULL);
INSERT INTO listing VALUES(2,1854085791744615745,8,1768194000000,1768194000000,54,0,0,X'96541fd40aaf174fa59ac77fd2318770',NULL,NULL);
INSERT INTO listing VALUES(3,1853451612980202153,1,1767589200000,1767589200000,107,107,0,X'f4aa9e5d6f442b294fec6b25e2e7ce32',NULL,NULL);
INSERT INTO listing VALUES(3,1853542209946602153,2,1767675600000,1767675600000,107,0,0,X'f4aa9e5d6f442b294fec6b25e2e7ce32',NULL,NULL);
INSERT INTO listing VALUES(3,1853632806912189098,3,1767762000000,1767762000000,117,10,0,X'2e2aadbc2bdb76b57414e6478860897f',NULL,NULL);
INSERT INTO listing VALUES(3,1853723403878589098,4,1767848400000,1767848400000,117,0,0,X'2e2aadbc2bdb76b57414e6478860897f',NULL,NULL);
INSERT INTO listing VALUES(3,1853814000844989098,5,1767934800000,1767934800000,117,0,0,X'2e2aadbc2bdb76b57414e6478860897f',NULL,NULL);
INSERT INTO listing VALUES(3,1853904597811389098,6,1768021200000,1768021200000,117,0,0,X'2e2aadbc2bdb76b57414e6478860897f',NULL,NULL);
INSERT INTO listing VALUES(3,1853995194777789098,7,1768107600000,1768107600000,117,0,0,X'2e2aadbc2bdb76b57414e6478860897f',NULL,NULL);
INSERT INTO listing VALUES(3,1854085791744189098,8,1768194000000,1768194000000,117,0,0,X'2e2aadbc2bdb76b57414e6478860897f',NULL,NULL);
INSERT INTO listing VALUES(4,1853451612980087660,1,1767589200000,1767589200000,1,1,0,X'd8b6c1f61728c8e673632374c1569925',NULL,NULL);
INSERT INTO listing VALUES(4,1853542209946487660,2,1767675600000,1767675600000,1,0,0,X'd8b6c1f61728c8e673632374c1569925',NULL,NULL);
INSERT INTO listing VALUES(4,1853632806912887660,3,1767762000000,1767762000000,1,0,0,X'd8b6c1f61728c8e673632374c1569925',NULL,NULL);
INSERT INTO listing VALUES(4,1853723403879287660,4,1767848400000,1767848400000,1,0,0,X'd8b6c1f61728c8e673632374c1569925',NULL,NULL);
INSERT INTO listing VALUES(4,1853814000845687660,5,1767934800000,1767934800000,1,0,0,X'd8b6c1f61728c8e673632374c1569925',NULL,NULL);
INSERT INTO listing VALUES(4,1853904597812087660,6,1768021200000,1768021200000,1,0,0,X'd8b6c1f61728c8e673632374c1569925',NULL,NULL);
INSERT INTO listing VALUES(4,1853995194778487660,7,1768107600000,1768107600000,1,0,0,X'd8b6c1f61728c8e673632374c1569925',NULL,NULL);
INSERT INTO listing VALUES(4,1854085791744887660,8,1768194000000,1768194000000,1,0,0,X'd8b6c1f61728c8e673632374c1569925',NULL,NULL);
INSERT INTO listing VALUES(5,1853451626611548448,1,1767589213000,1767589213000,38,38,0,X'd21206479967e92332839542a9ef8b34',NULL,NULL);
INSERT INTO listing VALUES(5,1853542223577948448,2,1767675613000,1767675613000,38,0,0,X'd21206479967e92332839542a9ef8b34',NULL,NULL);
INSERT INTO listing VALUES(5,1853632820543828464,3,1767762013000,1767762013000,40,2,0,X'531f01a54285f1f65af57945bd7b1530',NULL,NULL);
INSERT INTO listing VALUES(5,1853723417510228464,4,1767848413000,1767848413000,40,0,0,X'531f01a54285f1f65af57945bd7b1530',NULL,NULL);
INSERT INTO listing VALUES(5,1853814014476540120,5,1767934813000,1767934813000,43,3,0,X'3d8d848a023ae512c482582274d113ee',NULL,NULL);
INSERT INTO listing VALUES(5,1853904611442940120,6,1768021213000,1768021213000,43,0,0,X'3d8d848a023ae512c482582274d113ee',NULL,NULL);
INSERT INTO listing VALUES(5,1853995208409340120,7,1768107613000,1768107613000,43,0,0,X'3d8d848a023ae512c482582274d113ee',NULL,NULL);
INSERT INTO listing VALUES(5,1854085805375740120,8,1768194013000,1768194013000,43,0,0,X'3d8d848a023ae512c482582274d113ee',NULL,NULL);
INSERT INTO listing VALUES(6,1560713939124407548,9,1488412799000,1488412799000,4,4,0,X'2ccfcd3e6409decefdce01a7f84a4254','46f1215c492f783161208a847bd10cfc715978f7fb364c606afcc236fdc6d31c','2017-03-01 licenses.csv');
INSERT INTO listing VALUES(6,1563522445082879290,10,1491091199000,1491091199000,4,2,2,X'3e53a6dfa0fdffdd8fbfd5b905601a57','29037789fa2fd653f2e32aba2e8da0722195ce0045ebe803811df800f0262d43','2017-04-01 licenses.csv');
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
INSERT INTO seat VALUES(1,2,X'06c866abbebdbbd92155a3d2bddfaf44','c7df2760-2c81-4ef7-b578-5b5392b571df','ENTERPRISEPREMIUM','User','Enabled',5,3,0,0,0);
INSERT INTO seat VALUES(2,2,X'113e232c1fe944615294812738148973','dcb1a3ae-b33f-4487-846a-a640262fadf4','POWERAPPS_VIRAL','User','Enabled',10000,0,0,0,0);
INSERT INTO seat VALUES(3,2,X'13245bb4c3d40ad6714e6779d396f1b0','5b631642-bd26-49fe-bd20-1daaa972ef80','POWERAPPS_DEV','User','Enabled',10000,0,0,0,0);
INSERT INTO seat VALUES(4,2,X'1ba5c517e317e9ac1cae36786b41b4b7','7ac9fe77-66b7-4e5e-9e46-10eed1cff547','DYN365_TEAM_MEMBERS','User','Enabled',5,1,0,0,0);
INSERT INTO seat VALUES(5,2,X'1eb699654b059f0210e0bf38828d6301','749742bf-0d37-4158-a120-33567104deeb','DYN365_ENTERPRISE_CUSTOMER_SERVICE','User','Enabled',5,1,0,0,0);
INSERT INTO seat VALUES(6,2,X'3773a9c5fa80605a7f7b37a3fd89c212','4a51bf65-409c-4a91-b845-1121b571cc9d','FLOW_PER_USER','User','Enabled',5,1,0,0,0);
INSERT INTO seat VALUES(7,2,X'3c795bcf765d1d172b084166fe6b7adb','b30411f5-fea1-4a59-9ad9-3db7c7ead579','POWERAPPS_PER_USER','User','Enabled',5,1,0,0,0);
INSERT INTO seat VALUES(8,2,X'506b66dc6c914acba5820e2e746df002','18181a46-0d4e-45cd-891e-60aabd171b4e','STANDARDPACK','User','Enabled',10,4,0,0,0);
INSERT INTO seat VALUES(9,2,X'82817b0b68bb69f2950db20865a64b1d','f30db892-07e9-47e9-837c-80727f46fd3d','FLOW_FREE','User','Enabled',10000,2,0,0,0);
INSERT INTO seat VALUES(10,2,X'8761eda80e87bc25f0364b618102ee2f','4b585984-651b-448a-9e53-3b10f069cf7f','DESKLESSPACK','User','Enabled',5,2,0,0,0);
INSERT INTO seat VALUES(11,2,X'8945c8f5a75bab2c32db228c19cb4e8f','b4d7b828-e8dc-4518-91f9-e123ae48440d','POWERAPPS_PER_APP_NEW','User','Enabled',5,0,0,0,0);
INSERT INTO seat VALUES(12,2,X'931ba8f9b8bfb2c38656f4c761871851','94a6fbd4-6a2f-4990-b356-dc7dd8bed08a','Dynamics_365_Customer_Service_Enterprise_admin_trial','User','Enabled',5,0,0,0,0);
INSERT INTO seat VALUES(13,2,X'9a905b878aa89b5ddfb84787146c77fc','53818b1b-4a27-454b-8896-0dba576410e6','PROJECTPROFESSIONAL','User','Enabled',5,0,0,0,0);
INSERT INTO seat VALUES(14,2,X'ac9b7c2fd0f612d6c9c1ce9a8e78cf2a','eda1941c-3c4f-4995-b5eb-e85a42175ab9','POWERAUTOMATE_ATTENDED_RPA','User','Enabled',10,4,0,0,0);
INSERT INTO seat VALUES(15,2,X'b82c161262a3fb1de80b4ba20dd02cea','6fd2c87f-b296-42f0-b197-1e91e994b900','ENTERPRISEPACK','User','Enabled',15,11,0,0,0);
INSERT INTO seat VALUES(16,2,X'6554dfc1a6edd7a8694483bbcd9ddfa8','b30411f5-fea1-4a59-9ad9-3db7c7ead579','POWERAPPS_PER_USER','User','Enabled',5,3,0,0,0);
INSERT INTO seat VALUES(17,2,X'8ee0cf5ec1e471e0813dbac380accc2c','c7df2760-2c81-4ef7-b578-5b5392b571df','ENTERPRISEPREMIUM','User','Enabled',5,4,0,0,0);
CREATE TABLE seat_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES seat,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO seat_span VALUES(2,1,1853451612980139523,1853632806912615745);
INSERT INTO seat_span VALUES(2,7,1853451612980139523,1853632806912615745);
INSERT INTO seat_span VALUES(2,2,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,3,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,4,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,5,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,6,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,8,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,9,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,10,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,11,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,12,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,13,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,14,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,15,1853451612980139523,9223372036854775807);
INSERT INTO seat_span VALUES(2,16,1853632806912615745,9223372036854775807);
INSERT INTO seat_span VALUES(2,17,1853632806912615745,9223372036854775807);
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
INSERT INTO license_service_span VALUES(2,1,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,2,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,3,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,4,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,5,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,6,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,7,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,8,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,9,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,10,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,11,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,12,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,13,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,14,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,15,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,16,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,17,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,18,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,19,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,20,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,21,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,22,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,23,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,24,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,25,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,26,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,27,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,28,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,29,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,30,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,31,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,32,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,33,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,34,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,35,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,36,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,37,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,38,1853451612980139523,9223372036854775807);
INSERT INTO license_service_span VALUES(2,39,1853451612980139523,9223372036854775807);
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
  UNIQUE (source_id, hash)
) STRICT;
INSERT INTO user VALUES(1,3,X'034cd0136a7baa2daf1805265d82c0b8','5a237262-fffb-4474-afc3-0613242058c3','Tess van Dijk','tess.vandijk@contoso.com','tess.vandijk@contoso.com','["SMTP:tess.vandijk@contoso.com","smtp:tess.vandijk@contoso.onmicrosoft.com"]',1,'Member',1725288670000,'Executive Office','Contoso Nederland B.V.','Support Agent','NL','Utrecht / 4e verdieping','NL','9000-NL');
INSERT INTO user VALUES(2,3,X'0c0a3b59cf0c990977691e9892483020','0a5b5a7a-fb5c-481d-9614-f3287f311ad2','Emma Jacobs','emma.jacobs2@contoso.com','emma.jacobs2@contoso.com','["SMTP:emma.jacobs2@contoso.com","smtp:emma.jacobs2@contoso.onmicrosoft.com"]',1,'Member',1620230684000,'Sales','Contoso Nederland B.V.','Researcher','NL','Utrecht / 4e verdieping','NL','1100-NL');
INSERT INTO user VALUES(3,3,X'1f9dc1c9013c5c06125691a1ed1c7f58','f7f3a2fd-ed10-4012-889e-582fe97d5a5c','Tess van Dijk','tess.vandijk2@contoso.com','tess.vandijk2@contoso.com','["SMTP:tess.vandijk2@contoso.com","smtp:tess.vandijk2@contoso.onmicrosoft.com"]',1,'Member',1749062647000,'Executive Office','Contoso Nederland B.V.','Planner','NL','Utrecht / 4e verdieping','NL','9000-NL');
INSERT INTO user VALUES(4,3,X'2789c4eae135ac425003403e00c6b9de','1337db88-18d5-4c29-9c41-8b8f4a0a230b','Adele O''Neill','adele.oneill@contoso.com','Adele.Oneill@contoso.com','["SMTP:Adele.Oneill@contoso.com","smtp:adele.oneill@contoso.onmicrosoft.com"]',1,'Member',1697504435000,'Field Service','Contoso Inc.','Developer','US','Redmond','US','4500-US');
INSERT INTO user VALUES(5,3,X'2ea295e5297be952a12d1dce01c99a36','0e8d6043-427e-46c6-b92f-435111a5ff78','Amelia Taylor','amelia.taylor@contoso.com','amelia.taylor@contoso.com','["SMTP:amelia.taylor@contoso.com","smtp:amelia.taylor@contoso.onmicrosoft.com"]',1,'Member',1684885250000,'IT','Contoso Nederland B.V.','Recruiter','NL','Utrecht / 4e verdieping','NL','3100-NL');
INSERT INTO user VALUES(6,3,X'31db86ade7ef6ff39b2e77b7aae0cc61','893b8104-fb33-4056-88c3-2511c1c6fa56','Ilse Vos','ilse.vos_fabrikam.com#EXT#@contoso.onmicrosoft.com','ilse.vos@fabrikam.com','["SMTP:ilse.vos@fabrikam.com"]',1,'Guest',1607417490000,NULL,NULL,NULL,'NL',NULL,'NL',NULL);
INSERT INTO user VALUES(7,3,X'38da1e7ec2bf9aa34b75765a0aa05ceb','7beb659f-bc03-4047-a97a-aa3769f24142','Zeynep Yılmaz','zeynep.yilmaz@contoso.com','zeynep.yilmaz@contoso.com','["SMTP:zeynep.yilmaz@contoso.com","smtp:zeynep.yilmaz@contoso.onmicrosoft.com"]',1,'Member',1700460029000,'Research and Development','Contoso Deutschland GmbH','Receptionist','DE','Düsseldorf','DE','3300-DE');
INSERT INTO user VALUES(8,3,X'3f04989e2359b2fb8913d8121eb414d9','551a26b8-68ca-4553-88a8-74269d4a11be','Ilse Smits','ilse.smits@contoso.com','ilse.smits@contoso.com','["SMTP:ilse.smits@contoso.com","smtp:ilse.smits@contoso.onmicrosoft.com"]',1,'Member',1663692086000,'Engineering','Contoso Nederland B.V.','Engineer','NL','Utrecht / 4e verdieping','NL','3200-NL');
INSERT INTO user VALUES(9,3,X'493c8ba5f5673669e7da060557750cf1','357da1be-f5b5-4207-8af3-cf214ffb1ee0','Noor Smit','noor.smit@contoso.com','noor.smit@contoso.com','["SMTP:noor.smit@contoso.com","smtp:noor.smit@contoso.onmicrosoft.com"]',1,'Member',1582961058000,'Customer Service','Contoso Nederland B.V.','Manager','NL','Utrecht / 4e verdieping','NL','1300-NL');
INSERT INTO user VALUES(10,3,X'50e6a32c5cf53db4c018b0e51eaddd78','a783f168-02a4-43ce-ab4b-5a969c79621c','Żaneta Olszewski','zaneta.olszewski@contoso.com','zaneta.olszewski@contoso.com','["SMTP:zaneta.olszewski@contoso.com","smtp:zaneta.olszewski@contoso.onmicrosoft.com"]',1,'Member',1666432262000,'Manufacturing','Contoso Polska Sp. z o.o.','Shift Leader','PL','Łódź','PL','4300-PL');
INSERT INTO user VALUES(11,3,X'5f9ac3376dafb134cace4332cfcf99b7','1fd7cf03-f914-441b-9dd8-499ecbcadedd','Emma Jacobs','emma.jacobs@contoso.com','Emma.Jacobs@contoso.com','["SMTP:Emma.Jacobs@contoso.com","smtp:emma.jacobs@contoso.onmicrosoft.com"]',1,'Member',1616650396000,'Marketing','Contoso Nederland B.V.','Coordinator','NL','Eindhoven','NL',NULL);
INSERT INTO user VALUES(12,3,X'7f0c5babf362ce0e5ce2dbd32603050b','48f4e8ab-4a87-48ea-9a8d-0db1e892b1dc','Jürgen F. Neumann','juergen.neumann@contoso.com','juergen.neumann@contoso.com','["SMTP:juergen.neumann@contoso.com","smtp:juergen.neumann@contoso.onmicrosoft.com"]',1,'Member',1602060432000,'Finance','Contoso Nederland B.V.','Receptionist','NL','Eindhoven','NL','2100-NL');
INSERT INTO user VALUES(13,3,X'821b95c91977dd0cc2b2ad2312e0c1a1','b6d729d0-ab27-4dfe-af19-994bc247c053','Océane Roux','oceane.roux@contoso.com','oceane.roux@contoso.com','["SMTP:oceane.roux@contoso.com","smtp:oceane.roux@contoso.onmicrosoft.com"]',1,'Member',1715162330000,'Engineering','Contoso France SAS','Warehouse Worker','FR','Saint-Denis','FR','3200-FR');
INSERT INTO user VALUES(14,3,X'82572d3ad0a42a69e4f42cb37a3d3cce','3f88ac98-25f2-48ee-93d5-d7be28efb771','Grace Turner','grace.turner@contoso.com','grace.turner@contoso.com','["SMTP:grace.turner@contoso.com","smtp:grace.turner@contoso.onmicrosoft.com"]',1,'Member',1754832918000,'Customer Service','Contoso UK Ltd','Recruiter','GB','London, Paddington','GB','1300-GB');
INSERT INTO user VALUES(15,3,X'85b184cef6b5e6b75cf9fa2c2c595801','34aa9b21-a6f0-4781-97b5-5bdec9d505cb',NULL,'sofia.vazquez@contoso.com','sofia.vazquez@contoso.com','["SMTP:sofia.vazquez@contoso.com","smtp:sofia.vazquez@contoso.onmicrosoft.com"]',1,'Member',1683857939000,'Sales','Contoso Inc.','Controller','US','Redmond','US','1100-US');
INSERT INTO user VALUES(16,3,X'8c86fec43a883e8eb7ffb737af22024c','8fbdab20-5d12-43c4-8a8c-27b8a84ddf28','Xiuying Zhou','xiuying.zhou@contoso.com','xiuying.zhou@contoso.com','["SMTP:xiuying.zhou@contoso.com","smtp:xiuying.zhou@contoso.onmicrosoft.com"]',1,'Member',1704028506000,'Research and Development','Contoso Asia Pte. Ltd.','Lawyer','SG','Singapore','SG','3300-SG');
INSERT INTO user VALUES(17,3,X'8e1a799aa2ff0ed25d94267fa9d6b38e','190770f4-aa27-4652-b29e-a44224f6f42f','Olivia Y. O''Brien','olivia.obrien@contoso.com','olivia.obrien@contoso.com','["SMTP:olivia.obrien@contoso.com","smtp:olivia.obrien@contoso.onmicrosoft.com"]',1,'Member',1603965715000,'Marketing','Contoso UK Ltd','Recruiter','GB','London, Paddington','GB','1200-GB');
INSERT INTO user VALUES(18,3,X'9df19578d53c93e9aa596a6913ae4773','07ce7b37-d27b-4e25-8284-b6033198b100','Noor Smits','noor.smits@contoso.com','noor.smits@contoso.com','["SMTP:noor.smits@contoso.com","smtp:noor.smits@contoso.onmicrosoft.com"]',1,'Member',1718970521000,'Human Resources','Contoso Nederland B.V.','Director','NL','Utrecht / 4e verdieping','NL','2300-NL');
INSERT INTO user VALUES(19,3,X'aadbf4080d6f4e946831a07532069d72','c864b7d6-28ad-47ca-bea6-197ed1eabb3f','Maaike Meijer','maaike.meijer@contoso.com','maaike.meijer@contoso.com','["SMTP:maaike.meijer@contoso.com","smtp:maaike.meijer@contoso.onmicrosoft.com"]',1,'Member',1581528177000,'Logistics','Contoso Nederland B.V.','Field Technician','NL','Utrecht / 4e verdieping','NL','4200-NL');
INSERT INTO user VALUES(20,3,X'ae9c09103018be0ddffc90a9f80666dc','bbf15bdf-f50b-44e9-bf0f-24aaccc02105','Robert "Bob" O''Neill','robert.oneill@contoso.com','robert.oneill@contoso.com','["SMTP:robert.oneill@contoso.com","smtp:robert.oneill@contoso.onmicrosoft.com"]',1,'Member',1626891087000,'Marketing','Contoso Nederland B.V.','Warehouse Worker','NL','Eindhoven','NL','1200-NL');
INSERT INTO user VALUES(21,3,X'bdc638730bb24d9ea03cf297450bfcc3','6e52a569-ecd9-4c5e-bde4-a50143b5b226','=HYPERLINK("https://contoso.com","Sales") Meeting Room','room.sales@contoso.com','room.sales@contoso.com','["SMTP:room.sales@contoso.com","smtp:room.sales@contoso.onmicrosoft.com"]',1,'Member',1720143106000,'Engineering','Contoso UK Ltd','Lawyer','GB','London, Paddington','GB','3200-GB');
INSERT INTO user VALUES(22,3,X'c38927259004ced99a96769b8fc3a6bd','e5fd559c-d4f4-44f5-ac42-5cab187a8554','Ewa Michalski','ewa.michalski@contoso.com','ewa.michalski@contoso.com','["SMTP:ewa.michalski@contoso.com","smtp:ewa.michalski@contoso.onmicrosoft.com"]',1,'Member',1591112106000,'Manufacturing','Contoso Polska Sp. z o.o.','Recruiter','PL','Łódź','PL','4300-PL');
INSERT INTO user VALUES(23,3,X'c8d46a710ad9058eba69799f51e4721d','f9cec5ec-1bcc-4ccd-883a-58cd5ee5bd5d','Andreas Bauer','andreas.bauer@contoso.com',NULL,'[]',1,'Member',1623260271000,'Human Resources','Contoso Deutschland GmbH','Account Manager','DE','München','DE','2300-DE');
INSERT INTO user VALUES(24,3,X'de46126b0b6fece80270bcc6548c06f8','cc28df7c-eda1-4d31-ba07-008bf3b46ffe','+31 30 555 0100 Reception','reception@contoso.com','reception@contoso.com','["SMTP:reception@contoso.com","smtp:reception@contoso.onmicrosoft.com"]',1,'Member',1718584564000,NULL,'Contoso Asia Pte. Ltd.','Head of Department','SG','Singapore','SG','2100-SG');
INSERT INTO user VALUES(25,3,X'dfcd8ef704658bc43c9248e9c36a824e','ae0d588b-0cf2-4802-b9a9-1270b027a833','Özdemir, Dr. Ayşe (ext.)','ayse.oezdemir.ext@contoso.com','ayse.oezdemir.ext@contoso.com','["SMTP:ayse.oezdemir.ext@contoso.com","smtp:ayse.oezdemir.ext@contoso.onmicrosoft.com"]',1,'Member',1739776483000,'Marketing','Contoso Nederland B.V.','Nurse','NL','Utrecht / 4e verdieping','NL','1200-NL');
INSERT INTO user VALUES(26,3,X'1ba282965602b433b1f07f0abb96360e','38237db0-b5e0-4f30-84a4-2688394a29b5','Olivia McKenzie','olivia.mckenzie@contoso.com','olivia.mckenzie@contoso.com','["SMTP:olivia.mckenzie@contoso.com","smtp:olivia.mckenzie@contoso.onmicrosoft.com"]',1,'Member',1767715812000,'Manufacturing','Contoso UK Ltd','Warehouse Worker','GB','London, Paddington','GB','4300-GB');
CREATE TABLE user_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES user,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO user_span VALUES(3,1,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,2,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,3,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,4,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,5,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,6,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,7,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,8,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,9,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,10,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,11,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,12,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,13,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,14,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,15,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,16,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,17,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,18,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,19,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,20,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,21,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,22,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,23,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,24,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,25,1853451612980202153,9223372036854775807);
INSERT INTO user_span VALUES(3,26,1853632806912189098,9223372036854775807);
CREATE TABLE assignment (
  fact_id   INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES source,
  hash      BLOB NOT NULL CHECK (length(hash) = 16), -- of the columns below
  user_id           TEXT NOT NULL,
  sku_id            TEXT NOT NULL,
  assigned_by_group TEXT, -- object id of the group; null = direct
  state             TEXT, -- Active, ActiveWithError, Disabled, Error
  error             TEXT, -- None, CountViolation, ...
  disabled_plans    TEXT, -- JSON array of service plan ids, sorted
  updated_at        INTEGER, -- unix ms
  UNIQUE (source_id, hash)
) STRICT;
INSERT INTO assignment VALUES(1,3,X'171ef7c113a4cc195d9424083f6c913b','e5fd559c-d4f4-44f5-ac42-5cab187a8554','18181a46-0d4e-45cd-891e-60aabd171b4e','1a633ddf-9f52-4e02-b705-d1c733eb7bd9','Active','None',NULL,1767037580000);
INSERT INTO assignment VALUES(2,3,X'2d5d8bc072fc1b3650a7be150b74caa5','a783f168-02a4-43ce-ab4b-5a969c79621c','6fd2c87f-b296-42f0-b197-1e91e994b900',NULL,'Active','None',NULL,1680681551000);
INSERT INTO assignment VALUES(3,3,X'2fd50b04aa8c8ea182342379cabd8ddd','1337db88-18d5-4c29-9c41-8b8f4a0a230b','f30db892-07e9-47e9-837c-80727f46fd3d',NULL,'Active','None',NULL,1749372808000);
INSERT INTO assignment VALUES(4,3,X'3e354adbecd71c670124faa2e8c87b48','48f4e8ab-4a87-48ea-9a8d-0db1e892b1dc','6fd2c87f-b296-42f0-b197-1e91e994b900',NULL,'Active','None',NULL,1732226549000);
INSERT INTO assignment VALUES(5,3,X'49f535155a16cb86c13a699d4787a96f','bbf15bdf-f50b-44e9-bf0f-24aaccc02105','eda1941c-3c4f-4995-b5eb-e85a42175ab9',NULL,'Active','None',NULL,1643588556000);
INSERT INTO assignment VALUES(6,3,X'4acf0b1bc452e9f0d2efcb08c169f9cd','190770f4-aa27-4652-b29e-a44224f6f42f','6fd2c87f-b296-42f0-b197-1e91e994b900','2ea56e9c-dc0a-485c-bbf9-10491b54f57d','Active','None',NULL,1710330840000);
INSERT INTO assignment VALUES(7,3,X'563c70d9e93b165cf9193938a4b9846a','8fbdab20-5d12-43c4-8a8c-27b8a84ddf28','6fd2c87f-b296-42f0-b197-1e91e994b900',NULL,'Active','None',NULL,1764029940000);
INSERT INTO assignment VALUES(8,3,X'5c6c572bd0a4b1f075d794a391e603e5','6e52a569-ecd9-4c5e-bde4-a50143b5b226','18181a46-0d4e-45cd-891e-60aabd171b4e','1a633ddf-9f52-4e02-b705-d1c733eb7bd9','Active','None',NULL,1740383946000);
INSERT INTO assignment VALUES(9,3,X'66192576fc0cf9e85b3c10c9084966d1','cc28df7c-eda1-4d31-ba07-008bf3b46ffe','6fd2c87f-b296-42f0-b197-1e91e994b900','2ea56e9c-dc0a-485c-bbf9-10491b54f57d','Active','None',NULL,1758574934000);
INSERT INTO assignment VALUES(10,3,X'6b78324be10c11315456182f921e9530','3f88ac98-25f2-48ee-93d5-d7be28efb771','4b585984-651b-448a-9e53-3b10f069cf7f',NULL,'Active','None','["bd91b1a4-9f94-4ecf-b45b-3a65e5c8128a"]',1756858511000);
INSERT INTO assignment VALUES(11,3,X'7036b3ffee971fdaa8f7660d0e305103','893b8104-fb33-4056-88c3-2511c1c6fa56','eda1941c-3c4f-4995-b5eb-e85a42175ab9',NULL,'Active','None',NULL,1673583932000);
INSERT INTO assignment VALUES(12,3,X'708fc7d996ec3929d44b438fa8a9e2d5','b6d729d0-ab27-4dfe-af19-994bc247c053','4b585984-651b-448a-9e53-3b10f069cf7f','3b6c8bcc-f0dd-41bb-90bc-7b68e0b8cfe6','Active','None',NULL,1757943649000);
INSERT INTO assignment VALUES(13,3,X'71041c9bee16d822c14a207e6081679e','ae0d588b-0cf2-4802-b9a9-1270b027a833','749742bf-0d37-4158-a120-33567104deeb',NULL,'Active','None',NULL,1750138405000);
INSERT INTO assignment VALUES(14,3,X'7260c84150547d07b04434d309daceb9','c864b7d6-28ad-47ca-bea6-197ed1eabb3f','6fd2c87f-b296-42f0-b197-1e91e994b900',NULL,'Active','None',NULL,1709036261000);
INSERT INTO assignment VALUES(15,3,X'9186b0ce8215e573259ed001134984e9','07ce7b37-d27b-4e25-8284-b6033198b100','6fd2c87f-b296-42f0-b197-1e91e994b900',NULL,'Active','None',NULL,1738545096000);
INSERT INTO assignment VALUES(16,3,X'96118a1586156b53318ebdfa0b417a61','07ce7b37-d27b-4e25-8284-b6033198b100','4a51bf65-409c-4a91-b845-1121b571cc9d',NULL,'Active','None',NULL,1727440317000);
INSERT INTO assignment VALUES(17,3,X'9c13b7673f5b597df624afb7601432e8','1fd7cf03-f914-441b-9dd8-499ecbcadedd','18181a46-0d4e-45cd-891e-60aabd171b4e','1a633ddf-9f52-4e02-b705-d1c733eb7bd9','Active','None',NULL,1708295736000);
INSERT INTO assignment VALUES(18,3,X'9fec8dd9ca6bab70568c9e288e71cca6','ae0d588b-0cf2-4802-b9a9-1270b027a833','6fd2c87f-b296-42f0-b197-1e91e994b900',NULL,'Active','None',NULL,1758275025000);
INSERT INTO assignment VALUES(19,3,X'aad85dcbd7a90f08821167bd3ac98ffb','b6d729d0-ab27-4dfe-af19-994bc247c053','7ac9fe77-66b7-4e5e-9e46-10eed1cff547',NULL,'Active','None',NULL,1750071664000);
INSERT INTO assignment VALUES(20,3,X'af78fd3957a91fbb979ba2c6a49f981d','a783f168-02a4-43ce-ab4b-5a969c79621c','f30db892-07e9-47e9-837c-80727f46fd3d',NULL,'Active','None',NULL,1766554529000);
INSERT INTO assignment VALUES(21,3,X'b5c75beaf1829699c230945de7d4475f','551a26b8-68ca-4553-88a8-74269d4a11be','c7df2760-2c81-4ef7-b578-5b5392b571df',NULL,'Active','None',NULL,1722641065000);
INSERT INTO assignment VALUES(22,3,X'c1d0824c18c210e61a73fbd4ddc0ffbe','f7f3a2fd-ed10-4012-889e-582fe97d5a5c','eda1941c-3c4f-4995-b5eb-e85a42175ab9',NULL,'Active','None',NULL,1766141831000);
INSERT INTO assignment VALUES(23,3,X'c7f4f7a3b7a6312bd3dcd7a6ea05ed53','5a237262-fffb-4474-afc3-0613242058c3','6fd2c87f-b296-42f0-b197-1e91e994b900',NULL,'Active','None',NULL,1726020814000);
INSERT INTO assignment VALUES(24,3,X'ce9f418ca41f74dfac61d009d15b3bec','7beb659f-bc03-4047-a97a-aa3769f24142','18181a46-0d4e-45cd-891e-60aabd171b4e','6d81705d-5626-45fe-895a-7bd0cabacac0','Active','None',NULL,1724640973000);
INSERT INTO assignment VALUES(25,3,X'd37c9e2d5d18a8891bbdbe101425266f','f7f3a2fd-ed10-4012-889e-582fe97d5a5c','c7df2760-2c81-4ef7-b578-5b5392b571df',NULL,'Active','None',NULL,1756557098000);
INSERT INTO assignment VALUES(26,3,X'e1f561bfa14b6e8a9646e89dfd695f82','f9cec5ec-1bcc-4ccd-883a-58cd5ee5bd5d','6fd2c87f-b296-42f0-b197-1e91e994b900',NULL,'Active','None',NULL,1714707207000);
INSERT INTO assignment VALUES(27,3,X'ea311cea8e0e9ef25bbe385a45c1fbd1','3f88ac98-25f2-48ee-93d5-d7be28efb771','b30411f5-fea1-4a59-9ad9-3db7c7ead579',NULL,'Active','None',NULL,1757083596000);
INSERT INTO assignment VALUES(28,3,X'eee4fb6824d0bbd5dc95829132be5533','357da1be-f5b5-4207-8af3-cf214ffb1ee0','6fd2c87f-b296-42f0-b197-1e91e994b900',NULL,'Active','None',NULL,1730068235000);
INSERT INTO assignment VALUES(29,3,X'fa3cf9042f1a2c66fc0453558e72edcd','34aa9b21-a6f0-4781-97b5-5bdec9d505cb','eda1941c-3c4f-4995-b5eb-e85a42175ab9',NULL,'Active','None',NULL,1703762516000);
INSERT INTO assignment VALUES(30,3,X'fc9f14b90a907785404c24299c418567','0e8d6043-427e-46c6-b92f-435111a5ff78','c7df2760-2c81-4ef7-b578-5b5392b571df','18e5ae2d-cd57-461a-af7b-06116fd18bd5','Active','None',NULL,1738748815000);
INSERT INTO assignment VALUES(31,3,X'4d6bec5a25e98944f7d9c86cde32015c','1337db88-18d5-4c29-9c41-8b8f4a0a230b','b30411f5-fea1-4a59-9ad9-3db7c7ead579','8af1a566-2ab6-44af-98d2-1367d41be7f6','Active','None',NULL,1767708795000);
INSERT INTO assignment VALUES(32,3,X'69a5c87e6a0e47fc28a74036464225e9','38237db0-b5e0-4f30-84a4-2688394a29b5','c7df2760-2c81-4ef7-b578-5b5392b571df','18e5ae2d-cd57-461a-af7b-06116fd18bd5','Active','None',NULL,1767715812000);
INSERT INTO assignment VALUES(33,3,X'e73744eeced034d0100d384d8f785555','0a5b5a7a-fb5c-481d-9614-f3287f311ad2','b30411f5-fea1-4a59-9ad9-3db7c7ead579','8af1a566-2ab6-44af-98d2-1367d41be7f6','Active','None',NULL,1767708795000);
CREATE TABLE assignment_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES assignment,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO assignment_span VALUES(3,1,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,2,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,3,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,4,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,5,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,6,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,7,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,8,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,9,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,10,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,11,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,12,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,13,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,14,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,15,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,16,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,17,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,18,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,19,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,20,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,21,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,22,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,23,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,24,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,25,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,26,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,27,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,28,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,29,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,30,1853451612980202153,9223372036854775807);
INSERT INTO assignment_span VALUES(3,31,1853632806912189098,9223372036854775807);
INSERT INTO assignment_span VALUES(3,32,1853632806912189098,9223372036854775807);
INSERT INTO assignment_span VALUES(3,33,1853632806912189098,9223372036854775807);
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
INSERT INTO assigned_plan VALUES(1,3,X'03d0bf5e2d639ef09238d85e8353dd0c','3f88ac98-25f2-48ee-93d5-d7be28efb771','e0287f9f-e222-4f98-9a83-f379e249159a','Enabled',1756858511000);
INSERT INTO assigned_plan VALUES(2,3,X'07296d8b8905d9cde8e10112b3787e17','5a237262-fffb-4474-afc3-0613242058c3','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1726020814000);
INSERT INTO assigned_plan VALUES(3,3,X'1181180634d3060141d46d665eb9dd64','f9cec5ec-1bcc-4ccd-883a-58cd5ee5bd5d','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1714707207000);
INSERT INTO assigned_plan VALUES(4,3,X'157b8eb5e49397845e419484e23a1c5a','7beb659f-bc03-4047-a97a-aa3769f24142','92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c','Enabled',1724640973000);
INSERT INTO assigned_plan VALUES(5,3,X'180c2654b0832275df2d5c699f08b453','ae0d588b-0cf2-4802-b9a9-1270b027a833','7e6d7d78-73de-46ba-83b1-6d25117334ba','Enabled',1750138405000);
INSERT INTO assigned_plan VALUES(6,3,X'22f1d6f18b99f6c372e5e5783dfa4e50','b6d729d0-ab27-4dfe-af19-994bc247c053','52e619e2-2730-439a-b0d3-d09ab7e8b705','Enabled',1750071664000);
INSERT INTO assigned_plan VALUES(7,3,X'242b84354de7e49c2d1382ec20bc056b','ae0d588b-0cf2-4802-b9a9-1270b027a833','874fc546-6efe-4d22-90b8-5c4e7aa59f4b','Enabled',1750138405000);
INSERT INTO assigned_plan VALUES(8,3,X'24d0abdd4163f8d2c8a35a7fdb7a3e81','6e52a569-ecd9-4c5e-bde4-a50143b5b226','0f9b09cb-62d1-4ff4-9129-43f4996f83f4','Enabled',1740383946000);
INSERT INTO assigned_plan VALUES(9,3,X'2d22293c80821b48e3fb602060650e70','357da1be-f5b5-4207-8af3-cf214ffb1ee0','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1730068235000);
INSERT INTO assigned_plan VALUES(10,3,X'332912bd0699aa37478f6f511f0aab58','5a237262-fffb-4474-afc3-0613242058c3','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1726020814000);
INSERT INTO assigned_plan VALUES(11,3,X'33b3c10c2b38296291d9f883241ac04d','8fbdab20-5d12-43c4-8a8c-27b8a84ddf28','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1764029940000);
INSERT INTO assigned_plan VALUES(12,3,X'35512b8cbffea45f4c5fc394bf0b715e','cc28df7c-eda1-4d31-ba07-008bf3b46ffe','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1758574934000);
INSERT INTO assigned_plan VALUES(13,3,X'37a7eba34bb2bb7d5f709df2e500ae3b','0e8d6043-427e-46c6-b92f-435111a5ff78','9c0dab89-a30c-4117-86e7-97bda240acd2','Enabled',1738748815000);
INSERT INTO assigned_plan VALUES(14,3,X'37f05eb8a9a6ac8d3bff12a783e4ae27','c864b7d6-28ad-47ca-bea6-197ed1eabb3f','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1709036261000);
INSERT INTO assigned_plan VALUES(15,3,X'3f4ceb83625b240f3989464096026af4','48f4e8ab-4a87-48ea-9a8d-0db1e892b1dc','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1732226549000);
INSERT INTO assigned_plan VALUES(16,3,X'51843df767ae12e537ca81468dcf3c81','cc28df7c-eda1-4d31-ba07-008bf3b46ffe','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1758574934000);
INSERT INTO assigned_plan VALUES(17,3,X'571d1ece95640b2e54d83bd7d199a646','357da1be-f5b5-4207-8af3-cf214ffb1ee0','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1730068235000);
INSERT INTO assigned_plan VALUES(18,3,X'6cca4fa0ac7c972a622ccfb649b295d4','e5fd559c-d4f4-44f5-ac42-5cab187a8554','0f9b09cb-62d1-4ff4-9129-43f4996f83f4','Enabled',1767037580000);
INSERT INTO assigned_plan VALUES(19,3,X'726a22da970f10fbb83c4e50e032a65f','b6d729d0-ab27-4dfe-af19-994bc247c053','e0287f9f-e222-4f98-9a83-f379e249159a','Enabled',1757943649000);
INSERT INTO assigned_plan VALUES(20,3,X'76819ddb56ac4784c6c667ba707f3f18','34aa9b21-a6f0-4781-97b5-5bdec9d505cb','375cd0ad-c407-49fd-866a-0bff4f8a9a4d','Enabled',1703762516000);
INSERT INTO assigned_plan VALUES(21,3,X'771f6be865694e4c4cc79a68d3a384e5','1337db88-18d5-4c29-9c41-8b8f4a0a230b','50e68c76-46c6-4674-81f9-75456511b170','Enabled',1749372808000);
INSERT INTO assigned_plan VALUES(22,3,X'7a6cbfdb26dd0662adf1a92c34321a5c','48f4e8ab-4a87-48ea-9a8d-0db1e892b1dc','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1732226549000);
INSERT INTO assigned_plan VALUES(23,3,X'7e79ca2b11b3f75a1ca9e97e2b33cf01','f7f3a2fd-ed10-4012-889e-582fe97d5a5c','07699545-9485-468e-95b6-2fca3738be01','Enabled',1756557098000);
INSERT INTO assigned_plan VALUES(24,3,X'858508f381f7a04533d185f3aab32578','893b8104-fb33-4056-88c3-2511c1c6fa56','375cd0ad-c407-49fd-866a-0bff4f8a9a4d','Enabled',1673583932000);
INSERT INTO assigned_plan VALUES(25,3,X'8590cda9242add939958cb2afe7e4722','1fd7cf03-f914-441b-9dd8-499ecbcadedd','0f9b09cb-62d1-4ff4-9129-43f4996f83f4','Enabled',1708295736000);
INSERT INTO assigned_plan VALUES(26,3,X'8bae40de8242ee17b8bf36d5bbe51df2','0e8d6043-427e-46c6-b92f-435111a5ff78','07699545-9485-468e-95b6-2fca3738be01','Enabled',1738748815000);
INSERT INTO assigned_plan VALUES(27,3,X'8ee8aa45a0034c195461f985694b346b','190770f4-aa27-4652-b29e-a44224f6f42f','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1710330840000);
INSERT INTO assigned_plan VALUES(28,3,X'9185fd43615297ae6d7bae6262280198','551a26b8-68ca-4553-88a8-74269d4a11be','9c0dab89-a30c-4117-86e7-97bda240acd2','Enabled',1722641065000);
INSERT INTO assigned_plan VALUES(29,3,X'91fb705426fa12b7f793c9e6a7da2f3e','c864b7d6-28ad-47ca-bea6-197ed1eabb3f','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1709036261000);
INSERT INTO assigned_plan VALUES(30,3,X'9470c74c874cb1332556ad1df28338d6','f7f3a2fd-ed10-4012-889e-582fe97d5a5c','9c0dab89-a30c-4117-86e7-97bda240acd2','Enabled',1756557098000);
INSERT INTO assigned_plan VALUES(31,3,X'949d95be2c7bf7695ec45c5fde6a68ef','8fbdab20-5d12-43c4-8a8c-27b8a84ddf28','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1764029940000);
INSERT INTO assigned_plan VALUES(32,3,X'992a0d0d69de490e44a69260adee56ad','6e52a569-ecd9-4c5e-bde4-a50143b5b226','92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c','Enabled',1740383946000);
INSERT INTO assigned_plan VALUES(33,3,X'a3af34e08a51175aeb4a860b3d382a8f','07ce7b37-d27b-4e25-8284-b6033198b100','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1738545096000);
INSERT INTO assigned_plan VALUES(34,3,X'a631d7cdecec043a62045bf86f54207b','b6d729d0-ab27-4dfe-af19-994bc247c053','1ec58c70-f69c-486a-8109-4b87ce86e449','Enabled',1750071664000);
INSERT INTO assigned_plan VALUES(35,3,X'accde041562ad40ad3513ba4cca72a4d','a783f168-02a4-43ce-ab4b-5a969c79621c','50e68c76-46c6-4674-81f9-75456511b170','Enabled',1766554529000);
INSERT INTO assigned_plan VALUES(36,3,X'b104a3e0a123adbeb1fe69667cb1c67b','a783f168-02a4-43ce-ab4b-5a969c79621c','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1680681551000);
INSERT INTO assigned_plan VALUES(37,3,X'b1c09c281de4f18707533d5156bcde03','b6d729d0-ab27-4dfe-af19-994bc247c053','bd91b1a4-9f94-4ecf-b45b-3a65e5c8128a','Enabled',1757943649000);
INSERT INTO assigned_plan VALUES(38,3,X'b6341efbad51d6428a836adb940d300f','f9cec5ec-1bcc-4ccd-883a-58cd5ee5bd5d','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1714707207000);
INSERT INTO assigned_plan VALUES(39,3,X'b74b9a9e310be3d8cb836839d84c12ab','07ce7b37-d27b-4e25-8284-b6033198b100','c5002c70-f725-4367-b409-f0eff4fee6c0','Enabled',1727440317000);
INSERT INTO assigned_plan VALUES(40,3,X'c2355292795c78813d0fbdb6f48a5496','07ce7b37-d27b-4e25-8284-b6033198b100','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1738545096000);
INSERT INTO assigned_plan VALUES(41,3,X'cbfd9baf58febddf308e1c01aed324c7','e5fd559c-d4f4-44f5-ac42-5cab187a8554','92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c','Enabled',1767037580000);
INSERT INTO assigned_plan VALUES(42,3,X'cd0677aafbe7db217fc0e4377323551d','1fd7cf03-f914-441b-9dd8-499ecbcadedd','92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c','Enabled',1708295736000);
INSERT INTO assigned_plan VALUES(43,3,X'd21c2ab56db7bb24042c2c797793c5c7','3f88ac98-25f2-48ee-93d5-d7be28efb771','ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86','Enabled',1757083596000);
INSERT INTO assigned_plan VALUES(44,3,X'd3500ce561645f712811bfa7543936e2','7beb659f-bc03-4047-a97a-aa3769f24142','0f9b09cb-62d1-4ff4-9129-43f4996f83f4','Enabled',1724640973000);
INSERT INTO assigned_plan VALUES(45,3,X'd3736408f62ca409a66bb7f8c973ae58','3f88ac98-25f2-48ee-93d5-d7be28efb771','dc789ed8-0170-4b65-a415-eb77d5bb350a','Enabled',1757083596000);
INSERT INTO assigned_plan VALUES(46,3,X'daf8cb1b2d468736607d6bdd6aa73243','551a26b8-68ca-4553-88a8-74269d4a11be','07699545-9485-468e-95b6-2fca3738be01','Enabled',1722641065000);
INSERT INTO assigned_plan VALUES(47,3,X'de927c6d7dc033ff90d4974bd9931259','a783f168-02a4-43ce-ab4b-5a969c79621c','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1680681551000);
INSERT INTO assigned_plan VALUES(48,3,X'e941e1c310325843ceb09fd838bc9923','190770f4-aa27-4652-b29e-a44224f6f42f','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1710330840000);
INSERT INTO assigned_plan VALUES(49,3,X'ed254334e50c9c38ef5ca7fd4290f8c5','bbf15bdf-f50b-44e9-bf0f-24aaccc02105','375cd0ad-c407-49fd-866a-0bff4f8a9a4d','Enabled',1643588556000);
INSERT INTO assigned_plan VALUES(50,3,X'f5accaf16d05f25f14a5914b76ee51e5','ae0d588b-0cf2-4802-b9a9-1270b027a833','c68f8d98-5534-41c8-bf36-22fa496fa792','Enabled',1758275025000);
INSERT INTO assigned_plan VALUES(51,3,X'ff5e5fedb14cf39ac31519665c3788dc','ae0d588b-0cf2-4802-b9a9-1270b027a833','76846ad7-7776-4c40-a281-a386362dd1b9','Enabled',1758275025000);
INSERT INTO assigned_plan VALUES(52,3,X'ff7e9e98316c94694b3cf20eeaabe960','f7f3a2fd-ed10-4012-889e-582fe97d5a5c','375cd0ad-c407-49fd-866a-0bff4f8a9a4d','Enabled',1766141831000);
INSERT INTO assigned_plan VALUES(53,3,X'23b5221b480bd8497cd0209927778969','38237db0-b5e0-4f30-84a4-2688394a29b5','9c0dab89-a30c-4117-86e7-97bda240acd2','Enabled',1767715812000);
INSERT INTO assigned_plan VALUES(54,3,X'4b8ddb196d5efaf243e3784783095353','1337db88-18d5-4c29-9c41-8b8f4a0a230b','ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86','Enabled',1767708795000);
INSERT INTO assigned_plan VALUES(55,3,X'5f2e0d32ae748381f094627fe859316f','1337db88-18d5-4c29-9c41-8b8f4a0a230b','dc789ed8-0170-4b65-a415-eb77d5bb350a','Enabled',1767708795000);
INSERT INTO assigned_plan VALUES(56,3,X'cd372eb3b6914b350bd66e5ff3eba70a','0a5b5a7a-fb5c-481d-9614-f3287f311ad2','dc789ed8-0170-4b65-a415-eb77d5bb350a','Enabled',1767708795000);
INSERT INTO assigned_plan VALUES(57,3,X'eaa1adc4e564a80188e91f524720619d','0a5b5a7a-fb5c-481d-9614-f3287f311ad2','ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86','Enabled',1767708795000);
INSERT INTO assigned_plan VALUES(58,3,X'f94aac2107f74752fba23213680ff1d3','38237db0-b5e0-4f30-84a4-2688394a29b5','07699545-9485-468e-95b6-2fca3738be01','Enabled',1767715812000);
CREATE TABLE assigned_plan_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES assigned_plan,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO assigned_plan_span VALUES(3,1,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,2,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,3,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,4,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,5,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,6,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,7,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,8,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,9,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,10,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,11,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,12,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,13,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,14,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,15,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,16,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,17,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,18,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,19,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,20,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,21,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,22,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,23,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,24,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,25,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,26,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,27,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,28,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,29,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,30,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,31,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,32,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,33,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,34,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,35,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,36,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,37,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,38,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,39,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,40,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,41,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,42,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,43,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,44,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,45,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,46,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,47,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,48,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,49,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,50,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,51,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,52,1853451612980202153,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,53,1853632806912189098,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,54,1853632806912189098,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,55,1853632806912189098,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,56,1853632806912189098,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,57,1853632806912189098,9223372036854775807);
INSERT INTO assigned_plan_span VALUES(3,58,1853632806912189098,9223372036854775807);
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
INSERT INTO deleted_user VALUES(1,4,X'd8b6c1f61728c8e673632374c1569925','91e47b36-9b5e-4632-8332-a703c5773b5c','Hassan Khalil','91e47b369b5e46328332a703c5773b5chassan.khalil@contoso.com','hassan.khalil@contoso.com',1766809547000);
CREATE TABLE deleted_user_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES deleted_user,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO deleted_user_span VALUES(4,1,1853451612980087660,9223372036854775807);
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
INSERT INTO report_row VALUES(1,5,X'0b8fc250ff89a4838b835ee81d6ed1d9','Adele O''Neill','Adele.Oneill@contoso.com','Flow Free','Microsoft Power Automate Free','2025-06-08T08:53:28Z',0,NULL,0);
INSERT INTO report_row VALUES(2,5,X'0c5f00102e36a3ccbdfe40f550a4300f','Żaneta Olszewski','zaneta.olszewski@contoso.com','Power Automate for Office 365','Office 365 E3','2023-04-05T07:59:11Z',0,NULL,0);
INSERT INTO report_row VALUES(3,5,X'14b8d6a9942cbaab7f45f486d7421b16','Maaike Meijer','maaike.meijer@contoso.com','Power Apps for Office 365','Office 365 E3','2024-02-27T12:17:41Z',0,NULL,0);
INSERT INTO report_row VALUES(4,5,X'15aa684b5300527482f7eda3543030da','Noor Smits','noor.smits@contoso.com','Power Apps for Office 365','Office 365 E3','2025-02-03T01:11:36Z',0,NULL,0);
INSERT INTO report_row VALUES(5,5,X'1c0adbcbbf5869b27a3b74041698c471','Ilse Vos','ilse.vos@fabrikam.com','Power Automate RPA Attended','Power Automate Premium','2023-01-13T04:25:32Z',0,NULL,0);
INSERT INTO report_row VALUES(6,5,X'1cb85495695a222233715ab1fc2b0441',NULL,'sofia.vazquez@contoso.com','Power Automate RPA Attended','Power Automate Premium','2023-12-28T11:21:56Z',0,NULL,0);
INSERT INTO report_row VALUES(7,5,X'2223b8275aa6c9ba3813c9744df5dd07','Noor Smit','noor.smit@contoso.com','Power Automate for Office 365','Office 365 E3','2024-10-27T22:30:35Z',0,NULL,0);
INSERT INTO report_row VALUES(8,5,X'23ecbfb8fbba0f92bdcd22e4630b289a','Özdemir, Dr. Ayşe (ext.)','ayse.oezdemir.ext@contoso.com','Power Automate for Dynamics 365','Dynamics 365 for Customer Service Enterprise Edition','2025-06-17T05:33:25Z',0,NULL,0);
INSERT INTO report_row VALUES(9,5,X'2754872259e05910fa763e6c8e31df83','Ewa Michalski','ewa.michalski@contoso.com','Power Apps for Office 365','Office 365 E1','2025-12-29T19:46:20Z',0,NULL,0);
INSERT INTO report_row VALUES(10,5,X'28f0249193e5a6ba901bc3cdfe99646b','Noor Smits','noor.smits@contoso.com','Flow per user plan','Power Automate per user plan','2024-09-27T12:31:57Z',0,NULL,0);
INSERT INTO report_row VALUES(11,5,X'3442413e148ece1bcd5bbde24db92b04','+31 30 555 0100 Reception','reception@contoso.com','Power Apps for Office 365','Office 365 E3','2025-09-22T21:02:14Z',0,NULL,0);
INSERT INTO report_row VALUES(12,5,X'3747d00ccc4f32f776a3c35a68e410df','=HYPERLINK("https://contoso.com","Sales") Meeting Room','room.sales@contoso.com','Power Apps for Office 365','Office 365 E1','2025-02-24T07:59:06Z',0,NULL,0);
INSERT INTO report_row VALUES(13,5,X'3fe6d9a280e0a901001b6da812dcab64','Zeynep Yılmaz','zeynep.yilmaz@contoso.com','Power Apps for Office 365','Office 365 E1','2024-08-26T02:56:13Z',0,NULL,0);
INSERT INTO report_row VALUES(14,5,X'46ccc0265fedb284f2cfc755afe8c893','Ewa Michalski','ewa.michalski@contoso.com','Power Automate for Office 365','Office 365 E1','2025-12-29T19:46:20Z',0,NULL,0);
INSERT INTO report_row VALUES(15,5,X'48235a45d31344aa1f99bdb037beb3a8','Özdemir, Dr. Ayşe (ext.)','ayse.oezdemir.ext@contoso.com','Power Apps','Power Apps Per User Plan trial','2025-12-14T14:56:49Z',1,'2026-01-13T14:59:15Z',0);
INSERT INTO report_row VALUES(16,5,X'65a2aea4617289a3522f05910de6402b','Özdemir, Dr. Ayşe (ext.)','ayse.oezdemir.ext@contoso.com','Power Apps for Office 365','Office 365 E3','2025-09-19T09:43:45Z',0,NULL,0);
INSERT INTO report_row VALUES(17,5,X'7366934ab9123794b2c520cb67395ce7','Robert "Bob" O''Neill','robert.oneill@contoso.com','Power Automate RPA Attended','Power Automate Premium','2022-01-31T00:22:36Z',0,NULL,0);
INSERT INTO report_row VALUES(18,5,X'7ec61f403c6192b4061e06c58499d359','Amelia Taylor','amelia.taylor@contoso.com','Power Apps for Office 365 (Plan 3)','Office 365 E5','2025-02-05T09:46:55Z',0,NULL,0);
INSERT INTO report_row VALUES(19,5,X'7f066bea143d48ec54fc7b49d663f58b','Tess van Dijk','tess.vandijk2@contoso.com','Power Automate RPA Attended','Power Automate Premium','2025-12-19T10:57:11Z',0,NULL,0);
INSERT INTO report_row VALUES(20,5,X'8684d035bbce46a7e7658ea25df6c0aa','Özdemir, Dr. Ayşe (ext.)','ayse.oezdemir.ext@contoso.com','Power Automate for Office 365','Office 365 E3','2025-09-19T09:43:45Z',0,NULL,0);
INSERT INTO report_row VALUES(21,5,X'9465877ab9ac68efaa12eb4a89db9ade','Amelia Taylor','amelia.taylor@contoso.com','Power Automate for Office 365','Office 365 E5','2025-02-05T09:46:55Z',0,NULL,0);
INSERT INTO report_row VALUES(22,5,X'976d750ddd80bb2b343576c4af06af6a','Andreas Bauer','andreas.bauer@contoso.com','Power Apps for Office 365','Office 365 E3','2024-05-03T03:33:27Z',0,NULL,0);
INSERT INTO report_row VALUES(23,5,X'9f980d34a49023beee41ed3fe4aa3f2a','Unknown','Unknown','Power Automate for Office 365','Office 365 E5','2025-03-09T01:12:43Z',0,NULL,0);
INSERT INTO report_row VALUES(24,5,X'ae75d3ec5a8f0a5bb29cdac19e6384a6','Żaneta Olszewski','zaneta.olszewski@contoso.com','Flow Free','Microsoft Power Automate Free','2025-12-24T05:35:29Z',0,NULL,0);
INSERT INTO report_row VALUES(25,5,X'afc713ae40ec0547ef2b3336ddbca81b','Tess van Dijk','tess.vandijk2@contoso.com','Power Apps for Office 365 (Plan 3)','Office 365 E5','2025-08-30T12:31:38Z',0,NULL,0);
INSERT INTO report_row VALUES(26,5,X'bd4e4b4a97ab1e118fc4a0f3e487eaec','Żaneta Olszewski','zaneta.olszewski@contoso.com','Power Apps for Office 365','Office 365 E3','2023-04-05T07:59:11Z',0,NULL,0);
INSERT INTO report_row VALUES(27,5,X'c090c164e9e1698ff57d8e0e13c11c11','Özdemir, Dr. Ayşe (ext.)','ayse.oezdemir.ext@contoso.com','Power Apps for Dynamics 365','Dynamics 365 for Customer Service Enterprise Edition','2025-06-17T05:33:25Z',0,NULL,0);
INSERT INTO report_row VALUES(28,5,X'c58e39fa2102c18ced83ce4c3e0371f2','+31 30 555 0100 Reception','reception@contoso.com','Power Automate for Office 365','Office 365 E3','2025-09-22T21:02:14Z',0,NULL,0);
INSERT INTO report_row VALUES(29,5,X'c8ecee0c85519e219360e5d93d210f24','=HYPERLINK("https://contoso.com","Sales") Meeting Room','room.sales@contoso.com','Power Automate for Office 365','Office 365 E1','2025-02-24T07:59:06Z',0,NULL,0);
INSERT INTO report_row VALUES(30,5,X'cbfe2b339439c2afa4e969bf0d2d32ab','Noor Smit','noor.smit@contoso.com','Power Apps for Office 365','Office 365 E3','2024-10-27T22:30:35Z',0,NULL,0);
INSERT INTO report_row VALUES(31,5,X'cf03f91e296b4a3aa722597c1a181387','Noor Smits','noor.smits@contoso.com','Power Automate for Office 365','Office 365 E3','2025-02-03T01:11:36Z',0,NULL,0);
INSERT INTO report_row VALUES(32,5,X'd4edfdad0554da721593a290f0c68287','Maaike Meijer','maaike.meijer@contoso.com','Power Automate for Office 365','Office 365 E3','2024-02-27T12:17:41Z',0,NULL,0);
INSERT INTO report_row VALUES(33,5,X'dc0ebfc3a14b5dc45585d75475a40a92','Tess van Dijk','tess.vandijk2@contoso.com','Power Automate for Office 365','Office 365 E5','2025-08-30T12:31:38Z',0,NULL,0);
INSERT INTO report_row VALUES(34,5,X'e1a4b1f7ec01255f2110502571b17c6c','Olivia Y. O''Brien','olivia.obrien@contoso.com','Power Automate for Office 365','Office 365 E3','2024-03-13T11:54:00Z',0,NULL,0);
INSERT INTO report_row VALUES(35,5,X'e95f859b6dabb370311dccb51a2c6275','Olivia Y. O''Brien','olivia.obrien@contoso.com','Power Apps for Office 365','Office 365 E3','2024-03-13T11:54:00Z',0,NULL,0);
INSERT INTO report_row VALUES(36,5,X'eb995b67ec59ee443eae24df7e9d5b90','Unknown','Unknown','Power Apps for Office 365 (Plan 3)','Office 365 E5','2025-03-09T01:12:43Z',0,NULL,0);
INSERT INTO report_row VALUES(37,5,X'f36c98dd8fa9d9eb10b9979ab95c3c43','Andreas Bauer','andreas.bauer@contoso.com','Power Automate for Office 365','Office 365 E3','2024-05-03T03:33:27Z',0,NULL,0);
INSERT INTO report_row VALUES(38,5,X'fce0daaa22e085154d775414820318b4','Zeynep Yılmaz','zeynep.yilmaz@contoso.com','Power Automate for Office 365','Office 365 E1','2024-08-26T02:56:13Z',0,NULL,0);
INSERT INTO report_row VALUES(39,5,X'ac1146b058d14f8a86253ab41b7a1a6f','Adele O''Neill','Adele.Oneill@contoso.com','Power Automate for Power Apps per User Plan','Power Apps Premium','2026-01-06T14:13:15Z',0,NULL,0);
INSERT INTO report_row VALUES(40,5,X'd4fbb4ad504cb948a24ca94ef8116f8d','Adele O''Neill','Adele.Oneill@contoso.com','Power Apps per User Plan','Power Apps Premium','2026-01-06T14:13:15Z',0,NULL,0);
INSERT INTO report_row VALUES(41,5,X'f2981da80ce6572935bc4aca94babf43','Grace Turner','grace.turner@contoso.com','Power Apps for Office 365 F3','Office 365 F3','2025-09-03T00:15:11Z',0,NULL,0);
INSERT INTO report_row VALUES(42,5,X'fba4c81a87a34a38dae936d608dd13da','Grace Turner','grace.turner@contoso.com','Power Apps per User Plan','Power Apps Premium','2025-09-05T14:46:36Z',0,NULL,0);
INSERT INTO report_row VALUES(43,5,X'fc319d222b2b51ba58e75d3c19be2ba1','Grace Turner','grace.turner@contoso.com','Power Automate for Power Apps per User Plan','Power Apps Premium','2025-09-05T14:46:36Z',0,NULL,0);
INSERT INTO report_row VALUES(44,6,X'60ac39da08354c75ff10ee5fd90e3d98','John Doe','john@contoso.com','PowerApps Trial','PowerApps Trial','2017-01-15',1,NULL,0);
INSERT INTO report_row VALUES(45,6,X'623f94deb0cc3f36bb8f17407291e524','Jane Doe','jane@contoso.com','PowerApps for Office 365','Office 365 E1','2017-02-21',NULL,NULL,0);
INSERT INTO report_row VALUES(46,6,X'a06e369048cdc4a48dbf6a14fff8c95a','John Doe','john@contoso.com','Flow Trial','Flow Trial','2017-01-15',1,NULL,0);
INSERT INTO report_row VALUES(47,6,X'c975c7f5623a8e7db56e91f2acb1563e','Jane Doe','jane@contoso.com','Flow for Office 365','Office 365 E1','2017-01-15',NULL,NULL,0);
INSERT INTO report_row VALUES(48,6,X'80b780982703768f1c80ec7624c08bf6','Unknown','Unknown','PowerApps Trial','PowerApps Trial','2017-01-15',1,NULL,0);
INSERT INTO report_row VALUES(49,6,X'91e6c97366f3bb9a0241400fc15c52ff','Unknown','Unknown','Flow Trial','Flow Trial','2017-01-15',1,NULL,0);
CREATE TABLE report_row_span (
  source_id INTEGER NOT NULL REFERENCES source,
  fact_id   INTEGER NOT NULL REFERENCES report_row,
  from_pos  INTEGER NOT NULL,
  to_pos    INTEGER NOT NULL CHECK (to_pos > from_pos),
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO report_row_span VALUES(5,1,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,2,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,3,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,4,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,5,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,6,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,7,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,8,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,9,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,10,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,11,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,12,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,13,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,14,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,15,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,16,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,17,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,18,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,19,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,20,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,21,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,22,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,23,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,24,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,25,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,26,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,27,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,28,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,29,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,30,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,31,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,32,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,33,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,34,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,35,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,36,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,37,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,38,1853451626611548448,9223372036854775807);
INSERT INTO report_row_span VALUES(5,39,1853632820543828464,9223372036854775807);
INSERT INTO report_row_span VALUES(5,40,1853632820543828464,9223372036854775807);
INSERT INTO report_row_span VALUES(5,41,1853814014476540120,9223372036854775807);
INSERT INTO report_row_span VALUES(5,42,1853814014476540120,9223372036854775807);
INSERT INTO report_row_span VALUES(5,43,1853814014476540120,9223372036854775807);
INSERT INTO report_row_span VALUES(6,44,1560713939124407548,1563522445082879290);
INSERT INTO report_row_span VALUES(6,46,1560713939124407548,1563522445082879290);
INSERT INTO report_row_span VALUES(6,45,1560713939124407548,9223372036854775807);
INSERT INTO report_row_span VALUES(6,47,1560713939124407548,9223372036854775807);
INSERT INTO report_row_span VALUES(6,48,1563522445082879290,9223372036854775807);
INSERT INTO report_row_span VALUES(6,49,1563522445082879290,9223372036854775807);
CREATE TABLE evidence (
  user_id   TEXT NOT NULL,
  at        INTEGER NOT NULL, -- unix ms, when Microsoft answered
  source_id INTEGER NOT NULL REFERENCES source,
  is_found  INTEGER NOT NULL CHECK (is_found IN (0, 1)),
  PRIMARY KEY (user_id, at, source_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE user_address (
  address TEXT NOT NULL, -- folded, see ledger.FoldAddress
  fact_id INTEGER NOT NULL REFERENCES user,
  PRIMARY KEY (address, fact_id)
) STRICT, WITHOUT ROWID;
INSERT INTO user_address VALUES('adele.oneill@contoso.com',4);
INSERT INTO user_address VALUES('adele.oneill@contoso.onmicrosoft.com',4);
INSERT INTO user_address VALUES('amelia.taylor@contoso.com',5);
INSERT INTO user_address VALUES('amelia.taylor@contoso.onmicrosoft.com',5);
INSERT INTO user_address VALUES('andreas.bauer@contoso.com',23);
INSERT INTO user_address VALUES('ayse.oezdemir.ext@contoso.com',25);
INSERT INTO user_address VALUES('ayse.oezdemir.ext@contoso.onmicrosoft.com',25);
INSERT INTO user_address VALUES('emma.jacobs2@contoso.com',2);
INSERT INTO user_address VALUES('emma.jacobs2@contoso.onmicrosoft.com',2);
INSERT INTO user_address VALUES('emma.jacobs@contoso.com',11);
INSERT INTO user_address VALUES('emma.jacobs@contoso.onmicrosoft.com',11);
INSERT INTO user_address VALUES('ewa.michalski@contoso.com',22);
INSERT INTO user_address VALUES('ewa.michalski@contoso.onmicrosoft.com',22);
INSERT INTO user_address VALUES('grace.turner@contoso.com',14);
INSERT INTO user_address VALUES('grace.turner@contoso.onmicrosoft.com',14);
INSERT INTO user_address VALUES('ilse.smits@contoso.com',8);
INSERT INTO user_address VALUES('ilse.smits@contoso.onmicrosoft.com',8);
INSERT INTO user_address VALUES('ilse.vos@fabrikam.com',6);
INSERT INTO user_address VALUES('ilse.vos_fabrikam.com#ext#@contoso.onmicrosoft.com',6);
INSERT INTO user_address VALUES('juergen.neumann@contoso.com',12);
INSERT INTO user_address VALUES('juergen.neumann@contoso.onmicrosoft.com',12);
INSERT INTO user_address VALUES('maaike.meijer@contoso.com',19);
INSERT INTO user_address VALUES('maaike.meijer@contoso.onmicrosoft.com',19);
INSERT INTO user_address VALUES('noor.smit@contoso.com',9);
INSERT INTO user_address VALUES('noor.smit@contoso.onmicrosoft.com',9);
INSERT INTO user_address VALUES('noor.smits@contoso.com',18);
INSERT INTO user_address VALUES('noor.smits@contoso.onmicrosoft.com',18);
INSERT INTO user_address VALUES('oceane.roux@contoso.com',13);
INSERT INTO user_address VALUES('oceane.roux@contoso.onmicrosoft.com',13);
INSERT INTO user_address VALUES('olivia.mckenzie@contoso.com',26);
INSERT INTO user_address VALUES('olivia.mckenzie@contoso.onmicrosoft.com',26);
INSERT INTO user_address VALUES('olivia.obrien@contoso.com',17);
INSERT INTO user_address VALUES('olivia.obrien@contoso.onmicrosoft.com',17);
INSERT INTO user_address VALUES('reception@contoso.com',24);
INSERT INTO user_address VALUES('reception@contoso.onmicrosoft.com',24);
INSERT INTO user_address VALUES('robert.oneill@contoso.com',20);
INSERT INTO user_address VALUES('robert.oneill@contoso.onmicrosoft.com',20);
INSERT INTO user_address VALUES('room.sales@contoso.com',21);
INSERT INTO user_address VALUES('room.sales@contoso.onmicrosoft.com',21);
INSERT INTO user_address VALUES('sofia.vazquez@contoso.com',15);
INSERT INTO user_address VALUES('sofia.vazquez@contoso.onmicrosoft.com',15);
INSERT INTO user_address VALUES('tess.vandijk2@contoso.com',3);
INSERT INTO user_address VALUES('tess.vandijk2@contoso.onmicrosoft.com',3);
INSERT INTO user_address VALUES('tess.vandijk@contoso.com',1);
INSERT INTO user_address VALUES('tess.vandijk@contoso.onmicrosoft.com',1);
INSERT INTO user_address VALUES('xiuying.zhou@contoso.com',16);
INSERT INTO user_address VALUES('xiuying.zhou@contoso.onmicrosoft.com',16);
INSERT INTO user_address VALUES('zaneta.olszewski@contoso.com',10);
INSERT INTO user_address VALUES('zaneta.olszewski@contoso.onmicrosoft.com',10);
INSERT INTO user_address VALUES('zeynep.yilmaz@contoso.com',7);
INSERT INTO user_address VALUES('zeynep.yilmaz@contoso.onmicrosoft.com',7);
CREATE TABLE departure (
  user_id      TEXT NOT NULL,
  left_pos     INTEGER NOT NULL, -- first listing of the directory that lacks it; 0 when the directory never had it
  left_after   INTEGER,          -- unix ms; null when the directory never had it
  left_before  INTEGER NOT NULL, -- unix ms
  deleted_at   INTEGER,          -- unix ms; null when the deleted users did not tell
  confirmed_at INTEGER,          -- unix ms of the look-up that answered 404; null without one
  returned_pos INTEGER,          -- first listing that has it again; null while it is away
  last_fact_id INTEGER REFERENCES user, -- what was last said of it; null when the directory never had it
  PRIMARY KEY (user_id, left_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO departure VALUES('91e47b36-9b5e-4632-8332-a703c5773b5c',0,NULL,1766809547000,1766809547000,NULL,NULL,NULL);
CREATE TABLE unknown_row (
  fact_id INTEGER NOT NULL PRIMARY KEY REFERENCES report_row
) STRICT;
INSERT INTO unknown_row VALUES(23);
INSERT INTO unknown_row VALUES(36);
INSERT INTO unknown_row VALUES(48);
INSERT INTO unknown_row VALUES(49);
CREATE TABLE identity (
  fact_id    INTEGER NOT NULL REFERENCES report_row,
  from_pos   INTEGER NOT NULL,
  confidence TEXT NOT NULL CHECK (confidence IN ('certain', 'likely', 'one_of_n', 'none')),
  user_id    TEXT,    -- of the one candidate, where the directory knows the account
  name       TEXT,    -- last known, of the one candidate
  email      TEXT,    -- last known, of the one candidate
  since_from INTEGER, -- unix ms: the last listing that named the person's row
  since_to   INTEGER, -- unix ms: the first that said Unknown
  candidates TEXT NOT NULL CHECK (json_valid(candidates)), -- JSON array of ledger.Candidate
  PRIMARY KEY (fact_id, from_pos)
) STRICT, WITHOUT ROWID;
INSERT INTO identity VALUES(23,1853451626611548448,'none',NULL,NULL,NULL,NULL,1767589213000,'[]');
INSERT INTO identity VALUES(36,1853451626611548448,'none',NULL,NULL,NULL,NULL,1767589213000,'[]');
INSERT INTO identity VALUES(48,1563522445082879290,'likely',NULL,'John Doe','john@contoso.com',1488412799000,1491091199000,'[{"user_id":null,"name":"John Doe","email":"john@contoso.com"}]');
INSERT INTO identity VALUES(49,1563522445082879290,'likely',NULL,'John Doe','john@contoso.com',1488412799000,1491091199000,'[{"user_id":null,"name":"John Doe","email":"john@contoso.com"}]');
CREATE INDEX snapshot_at ON snapshot (at);
CREATE UNIQUE INDEX listing_file ON listing (file_hash) WHERE file_hash IS NOT NULL;
CREATE INDEX listing_snapshot ON listing (snapshot_id);
CREATE INDEX organization_span_at ON organization_span (source_id, to_pos, from_pos);
CREATE INDEX seat_span_at ON seat_span (source_id, to_pos, from_pos);
CREATE INDEX license_service_span_at ON license_service_span (source_id, to_pos, from_pos);
CREATE INDEX user_user ON user (user_id);
CREATE INDEX user_span_at ON user_span (source_id, to_pos, from_pos);
CREATE INDEX assignment_user ON assignment (user_id);
CREATE INDEX assignment_span_at ON assignment_span (source_id, to_pos, from_pos);
CREATE INDEX assigned_plan_user ON assigned_plan (user_id);
CREATE INDEX assigned_plan_fingerprint ON assigned_plan (assigned_at, service_plan_id);
CREATE INDEX assigned_plan_span_at ON assigned_plan_span (source_id, to_pos, from_pos);
CREATE INDEX deleted_user_user ON deleted_user (user_id);
CREATE INDEX deleted_user_span_at ON deleted_user_span (source_id, to_pos, from_pos);
CREATE INDEX report_row_fingerprint ON report_row (substr(assigned_date, 1, 10), service, license);
CREATE INDEX report_row_address ON report_row (email_address);
CREATE INDEX report_row_span_at ON report_row_span (source_id, to_pos, from_pos);
COMMIT;
