#!/bin/sh
# Makes, in the current folder, a certificate authority of one's own (ca.p12), a broker's certificate that it signed
# (broker.p12), what brokers trust (trust.p12), and what clients trust (ca.pem). Needs keytool, which comes with every JDK.
#
#   certificates.sh [NAME]     the broker's host name; by default localhost and 127.0.0.1
set -eu

password=${PASSWORD:-change-me}
names=dns:localhost,ip:127.0.0.1${1:+,dns:$1}
days=825

tool() { keytool -storetype PKCS12 -storepass "$password" -noprompt "$@"; }

tool -genkeypair -keystore ca.p12 -alias ca -dname CN=zonepulse-ca -keyalg EC -groupname secp256r1 \
  -validity 3650 -ext bc:critical=ca:true -ext ku:critical=keyCertSign,cRLSign
tool -exportcert -keystore ca.p12 -alias ca -rfc >ca.pem

tool -genkeypair -keystore broker.p12 -alias broker -dname CN=zonepulse-broker -keyalg EC -groupname secp256r1 -validity $days
tool -certreq -keystore broker.p12 -alias broker |
  tool -gencert -keystore ca.p12 -alias ca -rfc -validity $days -ext "san=$names" \
    -ext ku:critical=digitalSignature -ext eku=serverAuth,clientAuth >broker.pem
tool -importcert -keystore broker.p12 -alias ca -file ca.pem
tool -importcert -keystore broker.p12 -alias broker -file broker.pem

tool -importcert -keystore trust.p12 -alias ca -file ca.pem
rm broker.pem
