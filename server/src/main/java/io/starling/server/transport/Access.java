package io.starling.server.transport;

import io.starling.server.auth.OriginPolicy;
import io.starling.server.auth.Principal;
import io.starling.server.session.Guards;

/**
 * Who gets in, and as whom.
 *
 * @param anonymous whoever does not say who it is, where that is not asked
 */
public record Access(OriginPolicy origins, Principal anonymous, Guards guards) {}
