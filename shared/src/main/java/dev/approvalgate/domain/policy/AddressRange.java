package dev.approvalgate.domain.policy;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin alike, in the notation of RFC 4632: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address alone.
 *
 * @param first the first of them
 * @param bits how many bits they have in common
 */
public record AddressRange(IpAddress first, int bits) {

    private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

    /** {@return the range; nothing where the text is none, or its address goes on after its common bits} */
    public static Optional<AddressRange> of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String length = slash < 0 ? "" : text.substring(slash + 1);
        if (slash >= 0 && !LENGTH.matcher(length).matches()) {
            return Optional.empty();
        }
        return IpAddress.of(address)
                .map(first -> new AddressRange(first, slash < 0 ? first.bits() : Integer.parseInt(length)))
                .filter(range -> range.bits <= range.first.bits() && range.first.endsAt(range.bits));
    }

    /** {@return whether an address is one of them} */
    public boolean holds(IpAddress address) {
        return first.agrees(address, bits);
    }
}
