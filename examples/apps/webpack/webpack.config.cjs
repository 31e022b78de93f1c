module.exports = {
  mode: "production",
  entry: "./src/main.jsx",
  output: { path: `${__dirname}/dist`, publicPath: "" },
  performance: { hints: false },
  module: {
    rules: [
      { test: /\.jsx$/, loader: "esbuild-loader", options: { jsx: "automatic" } },
      { test: /\.css$/, use: ["style-loader", "css-loader"] },
    ],
  },
};
