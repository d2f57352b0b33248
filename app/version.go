package app

// Version names this build. The build program stamps the release tag here.
var Version = "0.1.0-dev"
