"""The verbs: each function opens its own transactions; daemon, portal and command line all call these."""
