package io.starling.server.transport;

import io.starling.server.auth.OriginPolicy;
import io.starling.server.auth.Principal;

/** Who gets in, and as whom. */
public record Access(OriginPolicy origins, Principal anonymous) {}
