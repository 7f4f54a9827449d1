package io.starling.server.app;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Where the server listens, and the names under which it is reached there. */
record BindAddress(String host, boolean isLoopback, Set<String> names) {

  /**
   * Looks a host up.
   *
   * @throws CommandException when there is no such address
   */
  static BindAddress of(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      Set<String> names = new HashSet<>();
      names.add(host.toLowerCase(Locale.ROOT));
      if (address.isLoopbackAddress()) {
        names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
      } else if (address.isAnyLocalAddress()) {
        names.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
        addOwnNames(names);
      }
      names.add(literal(address));
      return new BindAddress(host, address.isLoopbackAddress(), Set.copyOf(names));
    } catch (UnknownHostException e) {
      throw new CommandException(
          "There is no address '" + host + "' to listen on; try --host 127.0.0.1");
    } catch (SocketException e) {
      throw new CommandException("The network interfaces can't be read: " + e.getMessage());
    }
  }

  private static void addOwnNames(Set<String> names) throws SocketException, UnknownHostException {
    names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
    for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
      for (InterfaceAddress address : each.getInterfaceAddresses()) {
        names.add(literal(address.getAddress()));
      }
    }
  }

  /** As it stands in a Host header. */
  private static String literal(InetAddress address) {
    String text = address.getHostAddress();
    int zone = text.indexOf('%');
    String plain = zone < 0 ? text : text.substring(0, zone);
    return plain.contains(":") ? "[" + plain + "]" : plain;
  }
}
