"""What a deployment has to be before the portal serves or works: settings, addresses of mail, roles of the database."""
