-- The portal's three roles and its database, for PostgreSQL 15 and newer; may be run again, and changes nothing then.
-- As the cluster's superuser:  sudo -u postgres psql -v ON_ERROR_STOP=1 -f costofcare/servers/roles.sql
-- Passwords are set afterwards, where no file and no log holds them:  \password portal_owner  (portal_web, portal_worker)
--
-- The owner makes tables and runs commands. Row-level security binds the other two: one serves pages, one works.
-- Nobody but the cluster's superuser bypasses it. CREATEDB is for tests, which make a database of their own.
-- The owner may step down into the other two (SET ROLE). From 16 on it can be said that it has their rights in no other
-- way; in 15 it has them besides, which adds nothing to what an owner of all tables may do.

SELECT 'DO $$ BEGIN RAISE EXCEPTION ''The portal needs PostgreSQL 15 or newer.''; END $$'
 WHERE current_setting('server_version_num')::int < 150000
\gexec
SELECT 'CREATE ROLE portal_owner LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_owner')
\gexec
SELECT 'CREATE ROLE portal_web LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_web')
\gexec
SELECT 'CREATE ROLE portal_worker LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_worker')
\gexec
SELECT format('GRANT %I TO portal_owner', lower_role)
       || CASE WHEN current_setting('server_version_num')::int >= 160000 THEN ' WITH INHERIT FALSE, SET TRUE' ELSE '' END
  FROM unnest(ARRAY['portal_web', 'portal_worker']) AS lower_role
 WHERE NOT EXISTS (SELECT FROM pg_auth_members WHERE roleid = lower_role::regrole AND member = 'portal_owner'::regrole)
\gexec
SELECT 'CREATE DATABASE costofcare OWNER portal_owner TEMPLATE template0 ENCODING ''UTF8'''
       -- In a container without a locale capitals beyond ASCII would be no capitals to a search.
       || CASE WHEN datlocprovider = 'c' AND datctype IN ('C', 'POSIX')
               THEN ' LC_COLLATE ''C.UTF-8'' LC_CTYPE ''C.UTF-8''' ELSE '' END
  FROM pg_database
 WHERE datname = 'template0' AND NOT EXISTS (SELECT FROM pg_database WHERE datname = 'costofcare')
\gexec
SELECT 'REVOKE ALL ON DATABASE costofcare FROM PUBLIC'
 WHERE has_database_privilege('public', 'costofcare', 'CONNECT')
\gexec
SELECT format('GRANT CONNECT ON DATABASE costofcare TO %I', lower_role)
  FROM unnest(ARRAY['portal_web', 'portal_worker']) AS lower_role
 WHERE NOT has_database_privilege(lower_role, 'costofcare', 'CONNECT')
\gexec
