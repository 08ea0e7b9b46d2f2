#!/usr/bin/env node
// Plain syntax only: an old Node must be able to read this far to be told that it is too old.
var fs = require("fs");
var path = require("path");
var nodeModule = require("module");

var LEAST = [20, 17];
var finished = false;

function say(line) {
  finished = true;
  try {
    fs.writeSync(2, "cs-metrics: " + line + "\n");
  } catch (error) {
    // Nobody reads the error stream.
  }
}

function stop(line) {
  say(line);
  process.exit(70);
}

function oneLine(error) {
  var text = error && error.message ? error.message : error;
  var line = String(text)
    .split("\n")[0]
    .replace(/[^ -~]/g, "?");
  var detail = process.env.CS_METRICS_DEBUG && error && error.stack ? "\n" + error.stack : "";
  return line + " (Node " + process.version + ", " + process.platform + ")" + detail;
}

function fault(error) {
  stop("a fault in this program: " + oneLine(error));
}

// A run that waits for something that never comes leaves Node with nothing to do, which Node takes for success.
function unfinished() {
  if (finished) return;
  process.exitCode = 70;
  say("a fault in this program: " + oneLine("it stopped in the middle"));
}

function isOld(version) {
  var parts = version.split(".").map(Number);
  return parts[0] < LEAST[0] || (parts[0] === LEAST[0] && parts[1] < LEAST[1]);
}

function load(file) {
  if (nodeModule.enableCompileCache) nodeModule.enableCompileCache();
  try {
    return require(file);
  } catch (error) {
    return stop("cannot be loaded: " + oneLine(error));
  }
}

function start() {
  var file = path.join(__dirname, "..", "dist", "main.cjs");
  if (!fs.existsSync(file)) return stop("not built yet; in the folder of cs-metrics run: npm install && npm run build");
  process.on("uncaughtException", fault);
  process.on("unhandledRejection", fault);
  process.on("exit", unfinished);
  return load(file)
    .main()
    .then(function () {
      finished = true;
      return undefined;
    }, fault);
}

if (isOld(process.versions.node))
  stop("needs Node " + LEAST.join(".") + " or newer, and this is " + process.version + "; see https://nodejs.org");
else start();
