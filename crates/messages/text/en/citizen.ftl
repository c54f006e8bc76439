# Citizens: signing in, filing, following.
