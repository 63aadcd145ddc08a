package io.prefixwatch.bgp.rtr;

import org.jspecify.annotations.Nullable;

/**
 * One whole PDU as it was read: either what it says, or what is wrong with it.
 *
 * @param version as its header says
 * @param pdu null if it is at fault
 * @param fault null if it is sound
 */
public record RtrDecoded(int version, @Nullable RtrPdu pdu, @Nullable RtrFault fault) {}
