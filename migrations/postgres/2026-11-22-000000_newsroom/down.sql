ALTER TABLE articles DROP COLUMN owner_id;
DROP TABLE audit;
DROP TABLE sign_in_attempts;
DROP TABLE recovery_codes;
DROP TABLE tokens;
DROP TABLE sessions;
DROP TABLE user_roles;
DROP TABLE users;
