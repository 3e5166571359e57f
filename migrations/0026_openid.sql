-- Signing in by a provider of OpenID Connect: whom a person is to it, and attempts that are under way there.
ALTER TABLE users ADD COLUMN openid_issuer text, ADD COLUMN openid_subject text,
  ADD CONSTRAINT users_openid_whole CHECK ((openid_issuer IS NULL) = (openid_subject IS NULL)),
  ADD CONSTRAINT users_openid_once UNIQUE (openid_issuer, openid_subject);
COMMENT ON COLUMN users.openid_issuer IS 'Provider that knows the person, by its address; NULL: none does';
COMMENT ON COLUMN users.openid_subject IS 'What that provider calls the person, which it never gives to another';

CREATE TABLE openid_attempts (
  browser_hash bytea PRIMARY KEY,
  state text NOT NULL,
  nonce text NOT NULL,
  verifier text NOT NULL,
  return_path text NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE openid_attempts IS 'People who were sent to the provider and are not back yet. A row is taken away by the first answer';
COMMENT ON COLUMN openid_attempts.browser_hash IS 'SHA-256 of a secret in a cookie of the browser that was sent there';
COMMENT ON COLUMN openid_attempts.state IS 'What the provider has to hand back';
COMMENT ON COLUMN openid_attempts.nonce IS 'What the provider has to sign';
COMMENT ON COLUMN openid_attempts.verifier IS 'What shows that whoever redeems the answer has asked for it';
COMMENT ON COLUMN openid_attempts.return_path IS 'Page of this site that was wanted';
COMMENT ON COLUMN openid_attempts.expires_at IS 'From then on it no longer holds';
